import { httpBatchLink, httpLink, httpSubscriptionLink, splitLink, type TRPCLink } from '@trpc/client';
import type { AppRouter } from '../../app/contract.ts';
import type { HostBridge } from './bridge.ts';

/** The bridge of the browser: everything goes to the server that sent the page; its cookie is the key. */
export function webBridge(): HostBridge {
  return { kind: 'web', link: webLink(), pathOf: () => null, upload, reveal: null, saveFile };
}

/** Calls that may take long, or say how far others are: none waits for one answer with others. */
const ALONE = new Set([
  ...['hasRuns', 'preparing'],
  ...['endpointCalls', 'affected', 'route', 'timeline'],
  ...['notes', 'exportList', 'exportRest', 'exportSummary'],
  ...['previewClass', 'previewClassFile', 'previewTemplates', 'settledBy'],
]);

function webLink(): TRPCLink<AppRouter> {
  return splitLink<AppRouter>({
    condition: (op) => op.type === 'subscription',
    true: httpSubscriptionLink({ url: '/trpc' }),
    // Queries as POST: a selection of findings can be longer than an address may be.
    false: splitLink<AppRouter>({
      condition: (op) => op.context.alone === true || ALONE.has(op.path),
      true: httpLink<AppRouter>({ url: '/trpc', methodOverride: 'POST' }),
      false: httpBatchLink<AppRouter>({ url: '/trpc', methodOverride: 'POST' }),
    }),
  });
}

async function upload(importId: string, fileId: string, bytes: Uint8Array, last: boolean): Promise<void> {
  const path = `/upload/${encodeURIComponent(importId)}/${encodeURIComponent(fileId)}?last=${last ? 1 : 0}`;
  const answer = await fetch(path, { method: 'PUT', body: new Blob([new Uint8Array(bytes)]) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The browser's own download; whether the person kept it is not known. */
async function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, mime: string): Promise<boolean> {
  const address = URL.createObjectURL(new Blob([content], { type: mime }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // Firefox reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return true;
}
