import { formatCount } from '../../../shared/text.ts';
import type { Exhibit } from '../../../shared/views.ts';
import type { Matrix, Property } from './property-matrix.ts';

const ROLE_WORDS: Readonly<Record<Property['role'], string>> = {
  writable: 'set by clients',
  key: 'key',
  link: 'link',
  'write-once': 'never seen to change',
  'read-only': 'set by the server',
  bookkeeping: 'moves with every write',
};

/** Properties that matter come first; there may be many. */
const MOST = 40;

/** Clients × properties, as a table. */
export function matrixExhibit(matrix: Matrix): Exhibit {
  const { clients, properties } = matrix;
  const rows = properties
    .toSorted((a, b) => Number(b.role === 'writable') - Number(a.role === 'writable'))
    .slice(0, MOST)
    .map((property) => [property.name, ...property.often, fatesOf(property, matrix), ROLE_WORDS[property.role]]);
  const columns = ['Property', ...clients.map(({ name }) => name), 'Where left out', 'What it is'];
  return { kind: 'table', title: 'Who sends what', columns, rows, holdsValues: false };
}

function fatesOf({ name }: Property, { omissions }: Matrix): string {
  const own = omissions.filter(({ property }) => property === name);
  const count = (fate: 'kept' | 'cleared'): string => {
    const many = own.filter((each) => each.fate === fate).length;
    return many === 0 ? '' : `${fate} ${formatCount(many)}×`;
  };
  return [count('kept'), count('cleared')].filter((word) => word !== '').join(', ');
}
