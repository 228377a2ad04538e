import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Application } from '../application.ts';
import { BASE, drive, prepare } from './calls.ts';

const { PGHOST = '127.0.0.1', PGPORT = '5432', PGUSER = 'postgres', PGPASSWORD = 'none' } = process.env;

const configuration = (database: string, folder: string): string => `
[DEFAULT]
coordination_url = file://${folder}/locks
[api]
auth_mode = basic
[indexer]
url = postgresql://${PGUSER}:${PGPASSWORD}@${PGHOST}:${PGPORT}/${database}
[storage]
driver = file
file_basepath = ${folder}/data
[incoming]
driver = file
`;

const server = `
import sys
sys.argv = ['gnocchi-api', '--config-file', 'gnocchi.conf']
from gnocchi.cli import api
from gnocchi.rest import app
application = app.load_app(api.prepare_service(), not_implemented_middleware=False)
`;

const run = `
sed -i "s/DATABASE/$DATABASE/" gnocchi.conf
gnocchi-upgrade --config-file gnocchi.conf
exec waitress-serve --listen="127.0.0.1:$PORT" --threads=1 server:application
`;

/** Gnocchi of Debian's packages python3-gnocchi and python3-waitress, as it comes: ETags, and If-Match where it is sent. */
export const gnocchi: Application = {
  install(folder) {
    writeFileSync(join(folder, 'gnocchi.conf'), configuration('DATABASE', folder));
    writeFileSync(join(folder, 'server.py'), server);
  },
  start: ['sh', '-e', '-c', run],
  base: BASE,
  ready: '/v1/',
  prepare,
  drive,
};
