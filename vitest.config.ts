import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Unit tests lie beside what they test. Components (`.test.tsx`) run in a small DOM, all others in plain Node. */
export default defineConfig({
  test: {
    globalSetup: './scripts/temporary-folder.ts',
    // Left alone it keeps a core for itself, which on two is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['{shared,app,main,renderer,scripts,bench}/**/*.test.ts'],
          // Some import whole captures, and CI machines are slow; a test that hangs still ends.
          testTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'components',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.tsx'],
        },
      },
    ],
  },
});
