import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { measure } from './attribute-quality.ts';

const folder = (run: string) => fileURLToPath(new URL(`../app/fixtures/${run}/`, import.meta.url));
const scoreOf = async (run: string, without: number) =>
  (await measure(folder(run), 'requests.har', 'changes.v2.jsonl', without)).score;

describe('attribution of real runs whose causes are known', () => {
  const least = { 'directus-serial-api': 0.97, 'directus-serial-ui': 0.95, 'directus-semantics': 0.97 };
  test.each(Object.entries(least))('%s', async (run, accuracy) => {
    const score = await scoreOf(run, 0);
    expect(score.accuracy).toBeGreaterThanOrEqual(accuracy);
    expect(score.sureRight).toBeGreaterThanOrEqual(0.98);
    expect(score.safeAccused).toBe(0);
  });
});
