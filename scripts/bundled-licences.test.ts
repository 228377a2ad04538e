import { expect, test } from 'vitest';
import { licencesText } from './bundled-licences.ts';

const own = { name: 'endpoint-audit', version: '1.0.0', identifier: 'MIT', text: 'Ours' };
const zod = { name: 'zod', version: '4.0.0', identifier: 'MIT', text: 'Line one\n# Line two' };

test('our own licence stands first, every other once, by name', () => {
  const react = { name: 'react', version: '19.0.0', identifier: 'MIT', text: 'React' };
  const headings = licencesText(own, [zod, react, zod]).match(/^## .*$/gm);
  expect(headings).toEqual(['## endpoint-audit 1.0.0 (MIT)', '## react 19.0.0 (MIT)', '## zod 4.0.0 (MIT)']);
});

test('two versions of a package stand both', () => {
  expect(licencesText(own, [zod, { ...zod, version: '3.0.0' }]).match(/^## zod/gm)).toHaveLength(2);
});

test('nothing in a licence becomes a heading', () => {
  expect(licencesText(own, [zod])).toContain('\n\n    Line one\n    # Line two\n');
});

test('a package without a licence is seen', () => {
  expect(licencesText(own, [{ name: 'odd', version: '1.0.0' }])).toContain('## odd 1.0.0 (no licence named)\n');
});
