import type { Application } from '../application.ts';
import { nodeServer } from '../node-server.ts';
import { BASE, drive, prepare } from './calls.ts';

const server = `
import { start } from 'unleash-server';
const { PGHOST = '127.0.0.1', PGPORT = '5432', PGUSER = 'postgres', PGPASSWORD = 'none', DATABASE, PORT } = process.env;
await start({
  db: { host: PGHOST, port: Number(PGPORT), user: PGUSER, password: PGPASSWORD, database: DATABASE, ssl: false },
  server: { host: '127.0.0.1', port: Number(PORT), unleashUrl: 'http://127.0.0.1:' + PORT },
  versionCheck: { enable: false }, telemetry: false, logLevel: 'fatal',
});
`;

/** Unleash, open source edition, as it comes: sessions in the database, an event row for every change. */
export const unleash: Application = {
  ...nodeServer(['unleash-server@8.2.0'], server),
  base: BASE,
  ready: '/health',
  prepare,
  drive,
};
