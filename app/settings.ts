import { userInfo } from 'node:os';
import { basename } from 'node:path';
import type { z } from 'zod';
import { BODY_KIB, type settingsInput } from '../shared/inputs.ts';
import type { SavedView, Settings } from '../shared/settings-views.ts';
import type { EngineEvent } from '../shared/summary-views.ts';
import { followChange } from './judging-again.ts';
import { fileSizeOf } from './store/compact.ts';
import type { Db } from './store/database.ts';
import { readAllDecided } from './store/decisions.ts';
import { readyRuns } from './store/runs.ts';
import { callsToProve, likelyFrom, readMaskedPlaces, readSetting, writeSetting } from './store/settings.ts';

export function settingsOf(db: Db, workspace: string): Settings {
  return {
    person: personOf(db),
    workspaceName: workspaceNameOf(db, workspace),
    maskedNames: readSetting(db, 'masked-names') ?? [],
    requestIdNames: readSetting(db, 'request-id-names') ?? [],
    file: { path: workspace, ...fileSizeOf(db) },
    bodyKib: readSetting(db, 'body-kib') ?? BODY_KIB,
    callsToProve: callsToProve(db),
    likelyFrom: likelyFrom(db),
    views: savedViews(db),
    masked: readMaskedPlaces(db),
    auditTables: readSetting(db, 'policy')?.auditTables ?? [],
    templatesFolder: readSetting(db, 'templates-folder') ?? '',
    notesAddress: readSetting(db, 'notes-address') ?? '',
  };
}

export const workspaceNameOf = (db: Db, workspace: string): string =>
  readSetting(db, 'workspace-name') ?? basename(workspace).replace(/\.audit$/, '');

/** By name. */
const savedViews = (db: Db): SavedView[] =>
  [...readAllDecided(db, 'view')]
    .map(([name, { view }]) => ({ name, address: String(view) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Decisions need a name; until a person gives theirs, it is the one the system knows. */
export const personOf = (db: Db): string => readSetting(db, 'person') || userInfo().username;

type Input = z.output<typeof settingsInput>;
type Changed = Extract<EngineEvent, { type: 'changed' }>['what'];

/** Keeps what is given, at once or not at all; verdicts follow where they rest on it. Says what else is another now. */
export function saveSettings(db: Db, input: Input): Changed {
  db.transaction(() => {
    keep(db, input);
    if (input.likelyFrom !== undefined) followChange(db, readyRuns(db));
  }).immediate();
  if (input.likelyFrom !== undefined) return 'classes';
  return input.callsToProve === undefined ? 'settings' : 'decisions';
}

function forgetAuditTable(db: Db, forgotten: string): void {
  const policy = readSetting(db, 'policy');
  if (!policy) return;
  const auditTables = policy.auditTables.filter(({ name }) => name !== forgotten);
  writeSetting(db, 'policy', { ...policy, auditTables });
}

function keep(db: Db, input: Input): void {
  if (input.forgetAuditTable !== undefined) forgetAuditTable(db, input.forgetAuditTable);
  if (input.person !== undefined) writeSetting(db, 'person', input.person);
  if (input.workspaceName !== undefined) writeSetting(db, 'workspace-name', input.workspaceName);
  if (input.maskedNames !== undefined) writeSetting(db, 'masked-names', [...new Set(input.maskedNames)]);
  if (input.requestIdNames !== undefined) writeSetting(db, 'request-id-names', [...new Set(input.requestIdNames)]);
  if (input.bodyKib !== undefined) writeSetting(db, 'body-kib', input.bodyKib);
  if (input.callsToProve !== undefined) writeSetting(db, 'calls-to-prove', input.callsToProve);
  if (input.likelyFrom !== undefined) writeSetting(db, 'likely-from', input.likelyFrom);
  if (input.templatesFolder !== undefined) writeSetting(db, 'templates-folder', input.templatesFolder);
  if (input.notesAddress !== undefined) writeSetting(db, 'notes-address', input.notesAddress);
}
