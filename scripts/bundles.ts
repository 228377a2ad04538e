import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { BUNDLED } from './bundled-licences.ts';

/** What is built, from which entry, into which file of the output folder. */

const QUIET: InlineConfig = { configFile: false, logLevel: 'warn', clearScreen: false };

/** Stay outside: native, given by the host, or part of Node. */
const OUTSIDE = ['better-sqlite3', 'electron', ...builtinModules, /^node:/];

/** The page: the same files for the browser and the desktop window. */
function page(root: string, out: string): InlineConfig {
  return {
    ...QUIET,
    root: join(root, 'renderer'),
    base: '/',
    plugins: [react()],
    build: {
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      // Chrome 114: the oldest window the desktop tests run in.
      target: 'chrome114',
      // The content security policy allows no fonts out of data: addresses.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1_500,
      reportCompressedSize: false,
      license: { fileName: BUNDLED },
    },
  };
}

interface NodeBundle {
  /** Output name without extension → entry. */
  readonly input: Record<string, string>;
  readonly format: 'es' | 'cjs';
  readonly target: string;
}

/** A program for Node, with everything in it that does not stay outside. */
export function nodeBundle(root: string, out: string, { input, format, target }: NodeBundle): InlineConfig {
  const extension = format === 'cjs' ? 'cjs' : 'mjs';
  return {
    ...QUIET,
    root,
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: false,
      target,
      minify: false,
      license: { fileName: `${Object.keys(input)[0]}.${BUNDLED}` },
      rolldownOptions: {
        input,
        external: OUTSIDE,
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `chunks/[name]-[hash].${extension}` },
      },
    },
  };
}

/** The configurations of one build. `out` is where the product goes. */
export function bundles(root: string, out: string): InlineConfig[] {
  const entry = (path: string) => join(root, path);
  const engines = {
    'desktop/engine': entry('main/desktop/engine.ts'),
    'web/server': entry('main/web/server.ts'),
    cli: entry('main/cli/index.ts'),
    'import-worker': entry('app/ingest/import-worker.ts'),
  };
  // One bundle each: a sandboxed preload cannot load a second file.
  const main = { 'desktop/main': entry('main/desktop/main.ts') };
  const preload = { 'desktop/preload': entry('main/desktop/preload.ts') };
  return [
    page(root, out),
    nodeBundle(root, out, { input: engines, format: 'es', target: 'node22' }),
    nodeBundle(root, out, { input: main, format: 'cjs', target: 'node18' }),
    nodeBundle(root, out, { input: preload, format: 'cjs', target: 'node18' }),
  ];
}
