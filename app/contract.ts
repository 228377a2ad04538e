/** The one file of app/ that the renderer may name. */
export type { AppRouter } from './api.ts';
