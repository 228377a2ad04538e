import type { Application } from '../application.ts';
import { nodeServer } from '../node-server.ts';
import { BASE, drive, prepare } from './calls.ts';

const server = `
import express from 'express';
import { ParseServer } from 'parse-server';
const { PGHOST = '127.0.0.1', PGPORT = '5432', PGUSER = 'postgres', PGPASSWORD = 'none', DATABASE, PORT } = process.env;
const parse = new ParseServer({
  databaseURI: \`postgres://\${PGUSER}:\${PGPASSWORD}@\${PGHOST}:\${PGPORT}/\${DATABASE}\`,
  appId: 'sample', restAPIKey: 'sample-key', masterKey: 'sample-master-key', maintenanceKey: 'sample-maintenance-key',
  serverURL: \`http://127.0.0.1:\${PORT}/parse\`, allowClientClassCreation: true, silent: true,
  idempotencyOptions: { paths: ['classes/Payment'], ttl: 120 }, accountLockout: { duration: 5, threshold: 5 },
});
await parse.start();
express().use('/parse', parse.app).listen(Number(PORT), '127.0.0.1');
`;

/** parse-server with idempotency for one class and account lockout; no code of its own, so every write is the server's. */
export const parseServer: Application = {
  // Newer versions of router have no layer that parse-server 9.10 could match its own routes with.
  ...nodeServer(['parse-server@9.10.0', 'router@2.2.0'], server),
  base: BASE,
  ready: '/parse/health',
  prepare,
  drive,
};
