import { expect, test } from 'vitest';
import { newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openOldWorkspace } from './store/old-workspace-for-tests.ts';

test('views are saved, replaced, renamed and removed, each undone by one key', async () => {
  const engine = openTestEngine();
  const views = () => engine.settings().views.map(({ name, address }) => `${name} ${address}`);
  engine.saveView({ name: 'Mine', address: '?q=owner:me' });
  engine.saveView({ name: 'Hits', address: '?q=table:page_hits' });
  expect(views()).toEqual(['Hits ?q=table:page_hits', 'Mine ?q=owner:me']);
  engine.saveView({ name: 'Hits', address: '?tab=all' });
  expect(views()[0]).toBe('Hits ?tab=all');
  expect(engine.renameView({ name: 'Hits', to: 'All' })).toMatchObject({ undo: 'View Hits is now All' });
  expect(views()).toEqual(['All ?tab=all', 'Mine ?q=owner:me']);
  engine.removeView({ name: 'Mine' });
  expect(views()).toEqual(['All ?tab=all']);

  expect(engine.undo()).toBe('View Mine removed');
  expect(engine.undo()).toBe('View Hits is now All');
  expect(engine.undo()).toBe('View Hits');
  expect(views()).toEqual(['Hits ?q=table:page_hits', 'Mine ?q=owner:me']);
  engine.redo();
  engine.redo();
  expect(views()).toEqual(['All ?tab=all', 'Mine ?q=owner:me']);
  await engine.close();
});

test('a rename takes no name from another view', async () => {
  const engine = openTestEngine();
  engine.saveView({ name: 'A', address: '?q=a' });
  engine.saveView({ name: 'B', address: '?q=b' });
  expect(() => engine.renameView({ name: 'A', to: 'B' })).toThrow('There is a view B already');
  expect(() => engine.renameView({ name: 'C', to: 'D' })).toThrow('There is no view C');
  expect(engine.renameView({ name: 'A', to: 'A' }).applied).toBe(0);
  expect(engine.settings().views).toHaveLength(2);
  await engine.close();
});

const BEFORE_VIEWS_WERE_DECISIONS = 7;

test('views of an earlier version are still there', async () => {
  const workspace = newWorkspace();
  const db = openOldWorkspace(workspace, BEFORE_VIEWS_WERE_DECISIONS);
  const old = [{ name: 'Mine', address: '?q=owner:me' }];
  db.prepare("INSERT INTO setting (key, value) VALUES ('views', ?)").run(JSON.stringify(old));
  db.close();
  const engine = openTestEngine(workspace);
  expect(engine.settings().views).toEqual(old);
  await engine.close();
});
