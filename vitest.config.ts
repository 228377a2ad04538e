import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Unit tests lie beside what they test. Those of the page run in a small DOM, all others in plain Node. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['{shared,app,main,scripts,bench}/**/*.test.ts'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'page',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
