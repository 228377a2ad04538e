import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';
import { html } from './export/markup.ts';

describe('the overview as a file', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = openTestEngine();
    await importPaths(engine, fixtureFiles('directus-serial-api'));
  }, 60_000);
  afterAll(() => engine.close());
  const page = () => engine.exportSummary({ vs: null });

  test('tells what the page tells', async () => {
    const { text, fileName, mime } = await page();
    expect([fileName, mime]).toEqual(['summary.html', 'text/html']);
    const { figures } = engine.overview({ vs: null });
    expect(text).toContain(`<dt>Open findings</dt><dd><strong>${figures.open}</strong>`);
    expect(text).toContain(`<dt>Endpoints judged</dt><dd><strong>${figures.judged}</strong>`);
    expect(text).toContain('GET /flows/trigger/{id}');
    expect(text).toContain('of 6 calls wrote domain rows');
    for (const question of ['What is left?', 'Which rules are broken?', 'Where does work wait?', 'Open findings'])
      expect(text).toContain(`<h2>${question}</h2>`);
  });

  test('needs no other file, runs nothing, is light and prints', async () => {
    const { text } = await page();
    expect(text).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|https?:\/\/(?!127\.0\.0\.1)|\son[a-z]+=/i);
    expect(text).not.toContain('prefers-color-scheme');
    expect(text).toContain('color-scheme: light');
    expect(text).toContain('@media print');
    expect(text).not.toContain('masked·');
  });

  test('what people and captures say stays text', async () => {
    engine.saveSettings({ workspaceName: '<b onload="x">Shop & Co</b>' });
    const key = engine.inventory().findings.find(({ verdict }) => verdict === 'broken')?.key ?? '';
    engine.setOwner({ keys: [key], owner: '<img src=x>' });
    const { text } = await page();
    expect(text).toContain('How things stand with &lt;b onload=&quot;x&quot;&gt;Shop &amp; Co&lt;/b&gt;');
    expect(text).toContain('&lt;img src=x&gt;');
    expect(text).not.toContain('<img');
  });

  test('follows what was decided', async () => {
    const key = engine.inventory().findings.find(({ verdict }) => verdict === 'broken')?.key ?? '';
    engine.setStatus({ keys: [key], status: 'planned', why: null, shippedOn: null });
    expect((await page()).text).toContain('<th scope="row">Planned</th>');
  });
});

test('an empty workspace has a page, too', async () => {
  const engine = openTestEngine();
  const { text } = await engine.exportSummary({ vs: null });
  expect(text).toContain('No run yet.');
  expect(text).toContain('None: what could be judged holds');
  await engine.close();
});

test('markup holds texts and markup, and mixes them up never', () => {
  const cells = ['a<b', 'c'].map((text) => html`<td>${text}</td>`);
  expect(html`<tr title="${'"x"'}">${cells}${3}</tr>`.markup).toBe(
    '<tr title="&quot;x&quot;"><td>a&lt;b</td><td>c</td>3</tr>',
  );
});
