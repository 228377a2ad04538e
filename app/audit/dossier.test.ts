import { describe, expect, test } from 'vitest';
import type { Link, ValueMatch } from '../../shared/records.ts';
import { call, change, dossierOf, link, transaction } from './dossier-for-tests.ts';
import type { FactChange } from './facts.ts';

test('counts calls by how far they got', () => {
  const exchanges = [
    call(1, 1, 1),
    call(2, 1, 2, { reached: 'no', reachedWhy: "answered from the browser's disk cache" }),
    call(3, 1, 3, { reached: 'no', reachedWhy: 'never sent: net::ERR_BLOCKED_BY_CLIENT' }),
    call(4, 1, 4, { reached: 'unknown', reachedWhy: 'no status recorded' }),
  ];
  expect(dossierOf(1, { exchanges })).toMatchObject({ calls: 4, reached: 2, answeredFromCache: 1, writes: [] });
});

test('calls that no log covers do not count beside those that one does, and are no reason to judge', () => {
  const far = { captureId: 2 };
  const exchanges = [call(1, 1, 1), call(2, 1, 2, far), call(3, 2, 3, far)];
  const facts = { exchanges, uncovered: new Set([2]) };
  expect(dossierOf(1, facts)).toMatchObject({ calls: 1, reached: 1, hasChangeLog: true });
  expect(dossierOf(2, facts)).toMatchObject({ calls: 1, reached: 1, hasChangeLog: false });
});

test('an endpoint without calls has no dossier', () => {
  expect(() => dossierOf(2, { exchanges: [call(1, 1, 1)] })).toThrow('no dossier 2');
});

test('a write points into both captures and names the best rival of another endpoint', () => {
  const rivals = [
    { exchangeId: null, probability: 0.03 },
    { exchangeId: 2, probability: 0.015 },
    { exchangeId: 3, probability: 0.005 },
  ];
  const exchanges = [call(1, 1, 1), call(2, 1, 1), call(3, 2, 1)];
  const { writes } = dossierOf(1, {
    exchanges,
    transactions: [transaction(1, change('hits'))],
    links: [link(1, 1, { rivals })],
  });
  expect(writes).toMatchObject([
    {
      exchange: { capture: 'requests.har', index: 0 },
      transaction: { capture: 'changes.jsonl', id: '701' },
      rival: { endpoint: 'GET /list', probability: 0.005 },
      changes: [{ table: 'public.hits', class: 'domain', classUnsure: false }],
    },
  ]);
});

describe('chance', () => {
  // Calls of GET /hook are open for two of 20 seconds.
  const exchanges = [call(1, 1, 0), call(2, 1, 5), call(3, 2, 10), call(4, 3, 19.15)];
  const chanceOf = (links: Link[]) =>
    dossierOf(1, {
      exchanges,
      transactions: links.map((each) => transaction(each.transactionId, change('hits'))),
      links,
    }).chance.get('insert public.hits');

  test('none where nothing else writes the like', () => {
    expect(chanceOf([link(1, 1), link(2, 2)])).toBe(0);
  });

  test('unattributed writes fall into calls as long as these are open', () => {
    expect(chanceOf([link(1, 1), link(2, null), link(3, null), link(4, null)])).toBeCloseTo(0.3, 2);
  });

  test('writes of other requests count by what their links leave open', () => {
    expect(chanceOf([link(1, 1), link(2, 4), link(3, 4)])).toBeCloseTo(0.01, 3);
  });

  test('a link to another safe request by time alone explains nothing', () => {
    expect(
      chanceOf([link(1, 1), link(2, 3, { basis: ['time'] }), link(3, 3, { basis: ['habit', 'time'] })]),
    ).toBeCloseTo(0.2, 2);
  });

  test('calls open at once are not counted twice, and never for more than the run', () => {
    const same = [call(1, 1, 0), call(2, 1, 0), call(3, 2, 19.15)];
    const transactions = [transaction(1, change('hits')), transaction(2, change('hits'))];
    const one = dossierOf(1, { exchanges: same, transactions, links: [link(1, 1), link(2, null)] });
    expect(one.chance.get('insert public.hits')).toBeCloseTo(0.05, 2);
    const whole = dossierOf(1, { exchanges: [call(1, 1, 0)], transactions, links: [link(1, 1), link(2, null)] });
    expect(whole.chance.get('insert public.hits')).toBeLessThanOrEqual(1);
  });
});

describe('rows that others write too', () => {
  const alsoBy = (own: FactChange, unsafe: FactChange, over: Partial<Link> = {}) =>
    dossierOf(1, {
      exchanges: [call(1, 1, 1), call(2, 3, 2)],
      transactions: [transaction(1, own), transaction(2, unsafe)],
      links: [link(1, 1), link(2, 2, over)],
    }).writes[0]?.changes[0]?.alsoBy;
  const update = (changed: string[] | null, table = 'users') => change(table, { op: 'update', changed });

  test.each([
    ['the same insert', change('hits'), change('hits'), 'PATCH /items/{id}'],
    ['another table', change('hits'), change('tags'), null],
    ['another operation', change('hits'), change('hits', { op: 'delete' }), null],
    ['the same column', update(['status']), update(['status', 'updated_at']), 'PATCH /items/{id}'],
    ['another column', update(['status']), update(['name']), null],
    ['a volatile column only', update(['status', 'updated_at']), update(['name', 'updated_at']), null],
    ['columns not captured', update(['title'], 'articles'), update(null, 'articles'), 'PATCH /items/{id}'],
    ['columns not captured and their class open', update(['status']), update(null), null],
  ])('%s', (_, own, unsafe, wanted) => {
    expect(alsoBy(own, unsafe)).toBe(wanted);
  });

  test('a link that is not likely claims no writer', () => {
    expect(alsoBy(change('hits'), change('hits'), { probability: 0.6 })).toBe('something outside the capture');
  });

  test('writes without a request, where there are as many of them', () => {
    const exchanges = [call(1, 1, 1), call(2, 1, 2)];
    const written = (links: Link[]) => {
      const transactions = links.map((each) => transaction(each.transactionId, change('hits')));
      return dossierOf(1, { exchanges, transactions, links }).writes[0]?.changes[0]?.alsoBy;
    };
    expect(written([link(1, 1), link(2, null)])).toBe('something outside the capture');
    expect(written([link(1, 1), link(2, 2), link(3, null)])).toBeNull();
  });

  test('anything may be unrecorded where most writes are', () => {
    const tables = ['hits', 'articles', 'tags'];
    const transactions = tables.map((table, at) => transaction(at + 1, change(table)));
    const of = (links: Link[]) =>
      dossierOf(1, { exchanges: [call(1, 1, 1), call(2, 2, 2)], transactions, links }).writes[0]?.changes[0]?.alsoBy;
    expect(of([link(1, 1), link(2, null), link(3, null)])).toBe('something outside the capture');
    expect(of([link(1, 1), link(2, 2), link(3, null)])).toBeNull();
  });
});

describe('a request is named', () => {
  const isNamed = (over: Partial<Link>) =>
    dossierOf(1, {
      exchanges: [call(1, 1, 1)],
      transactions: [transaction(1, change('hits'))],
      links: [link(1, 1, over)],
    }).writes[0]?.isNamed;
  const matching = (place: ValueMatch['place']) => ({
    evidence: [
      {
        basis: 'value' as const,
        speaks: 'for' as const,
        text: '',
        matches: [{ place, field: '', table: 'public.hits', column: 'user', value: '7' }],
      },
    ],
  });

  test.each<[string, Partial<Link>, boolean]>([
    ['by what it sent', matching('query'), true],
    ['by its key', { basis: ['key'] }, true],
    ['not by its user', matching('token'), false],
    ['not by its time', { basis: ['time'] }, false],
  ])('%s', (_, over, wanted) => {
    expect(isNamed(over)).toBe(wanted);
  });
});

describe('a value tells something of the call', () => {
  const shown = (place: ValueMatch['place'], value = '4711'): Partial<Link> => ({
    evidence: [
      {
        basis: 'value',
        speaks: 'for',
        text: '',
        matches: [{ place, field: 'project', table: 'public.stats', column: 'project', value }],
      },
    ],
  });
  const isTelling = (over: Partial<Link>, others: Link[]) =>
    dossierOf(1, {
      exchanges: [call(1, 1, 1), call(2, 2, 2)],
      transactions: [transaction(1, change('stats')), transaction(2, change('hits'))],
      links: [link(1, 1, over), ...others],
    }).writes[0]?.isTelling;

  test.each<[string, Partial<Link>, Link[], boolean]>([
    ['that only its answer shows', shown('response'), [link(2, 2)], true],
    ['not a word', shown('response', 'default'), [link(2, 2)], false],
    ['not where another call’s rows hold it, too', shown('response'), [link(2, 2, shown('response'))], false],
    ['but where it was sent', shown('path'), [link(2, 2, shown('response'))], true],
    ['not its time', {}, [], false],
  ])('%s', (_, over, others, wanted) => {
    expect(isTelling(over, others)).toBe(wanted);
  });
});

describe('what a response shows', () => {
  const match = (over: Partial<ValueMatch>): ValueMatch => ({
    place: 'response',
    field: 'data.id',
    table: 'public.hits',
    column: 'id',
    value: '216',
    ...over,
  });
  const shownAs = (own: FactChange, ...matches: ValueMatch[]) =>
    dossierOf(1, {
      exchanges: [call(1, 1, 1)],
      transactions: [transaction(1, own)],
      links: [link(1, 1, { evidence: [{ basis: 'value', speaks: 'for', text: '', matches }] })],
    }).writes[0]?.changes[0]?.shownAs;

  test.each<[string, FactChange, ValueMatch[], string[]]>([
    ['the key of an inserted row', change('hits'), [match({})], ['data.id = hits.id']],
    ['not another column of it', change('hits'), [match({ column: 'user_id' })], []],
    [
      'any column where no key is named',
      change('hits', { key: null }),
      [match({ column: 'path' })],
      ['data.id = hits.path'],
    ],
    ['not what the request sent', change('hits'), [match({}), match({ place: 'path', field: '' })], []],
    [
      'a moved column',
      change('hits', { op: 'update', changed: ['n'] }),
      [match({ column: 'n' })],
      ['data.id = hits.n'],
    ],
    ['not an unmoved one', change('hits', { op: 'update', changed: ['n'] }), [match({})], []],
    ['not another table', change('tags'), [match({})], []],
    ['a body that is the value', change('hits'), [match({ field: '' })], ['the body = hits.id']],
  ])('%s', (_, own, matches, wanted) => {
    expect(shownAs(own, ...matches)).toEqual(wanted);
  });
});
