import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { measure } from './attribute-quality.ts';

const folder = (run: string) => fileURLToPath(new URL(`../app/fixtures/${run}/`, import.meta.url));
const scoreOf = async (run: string, without: number) =>
  (await measure(folder(run), 'requests.har', 'changes.v2.jsonl', without)).score;

describe('attribution of real runs whose causes are known', () => {
  /** The least accuracy with all requests recorded, and with three of ten left out. */
  const least = {
    'directus-serial-api': { whole: 0.97, sampled: 0.9 },
    'directus-serial-ui': { whole: 0.95, sampled: 0.95 },
    'directus-semantics': { whole: 0.97, sampled: 0.8 },
  };
  test.each(Object.entries(least))('%s', async (run, { whole }) => {
    const score = await scoreOf(run, 0);
    expect(score.accuracy).toBeGreaterThanOrEqual(whole);
    expect(score.sureRight).toBeGreaterThanOrEqual(0.98);
    expect(score.safeAccused).toBe(0);
  });

  test.each(Object.entries(least))(
    '%s: no safe method is accused of what missing requests did',
    async (run, { sampled }) => {
      const score = await scoreOf(run, 0.3);
      expect(score.accuracy).toBeGreaterThanOrEqual(sampled);
      expect(score.safeAccused).toBe(0);
    },
  );
});
