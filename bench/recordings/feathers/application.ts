import type { Application } from '../application.ts';
import { nodeServer } from '../node-server.ts';
import { BASE, drive, prepare } from './calls.ts';

const server = `
import { feathers } from '@feathersjs/feathers';
import { bodyParser, errorHandler, koa, parseAuthentication, rest } from '@feathersjs/koa';
import { KnexService } from '@feathersjs/knex';
import knex from 'knex';
const { PGHOST = '127.0.0.1', PGPORT = '5432', PGUSER = 'postgres', PGPASSWORD = 'none', DATABASE, PORT } = process.env;
const Model = knex({
  client: 'pg',
  connection: { host: PGHOST, port: Number(PGPORT), user: PGUSER, password: PGPASSWORD, database: DATABASE },
});
await Model.raw(\`
  create table profiles (id serial primary key, name text, email text, bio text, city text);
  create table notes (id serial primary key, text text, profile_id integer references profiles on delete cascade);
  create table jobs (id serial primary key, title text, payload text);
  create table labels (id serial primary key, name text unique, colour text);
  create table boards (id serial primary key, title text, layout text, owner text);
  create table drafts (id serial primary key, words text);
  create function forget_oldest_draft() returns trigger language plpgsql as $$
    begin delete from drafts where id = (select min(id) from drafts); return old; end $$;
  create trigger forget after delete on boards for each row execute function forget_oldest_draft();
  alter table profiles replica identity full;
  alter table notes replica identity full;
  alter table jobs replica identity full;
  alter table boards replica identity full;
  alter table drafts replica identity full;
\`);
const app = koa(feathers());
app.use(errorHandler()).use(parseAuthentication()).use(bodyParser());
app.configure(rest());
const serve = (path, name, multi = false) => app.use(path, new KnexService({ Model, name, multi }));
serve('profiles', 'profiles');
serve('v3/profiles', 'profiles');
serve('notes', 'notes');
serve('jobs', 'jobs', ['remove']);
serve('labels', 'labels', ['create']);
serve('boards', 'boards');
serve('drafts', 'drafts');
await app.listen(Number(PORT), '127.0.0.1');
`;

/**
 * Feathers with its Knex service on six tables, one of them at two addresses. No hooks: every write is the framework's,
 * but for one trigger of the database that does what triggers in old schemas do.
 */
export const feathers: Application = {
  ...nodeServer(
    ['@feathersjs/feathers@5.0.50', '@feathersjs/koa@5.0.50', '@feathersjs/knex@5.0.50', 'knex@3.3.0', 'pg@8.23.1'],
    server,
  ),
  base: BASE,
  ready: '/jobs',
  prepare,
  drive,
};
