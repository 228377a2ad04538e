import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { KNOWN_NAMES } from '../secrets.ts';
import { maskText } from './text.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const masked = (text: string) => maskText(text, { hide: mask, names: KNOWN_NAMES }, '');

test.each([
  "ALTER ROLE ann WITH LOGIN PASSWORD '§'",
  "CREATE USER ann ENCRYPTED PASSWORD '§' VALID UNTIL 'infinity'",
  "ALTER USER 'ann'@'%' IDENTIFIED BY '§'",
  "ALTER USER ann IDENTIFIED WITH caching_sha2_password BY '§'",
  "UPDATE users SET password = '§', seen = now() WHERE id = 1",
  "UPDATE users SET hash = crypt('§', gen_salt('bf')) WHERE id = 1",
  "INSERT INTO users (id, password, name) VALUES (1, '§', 'Ann'), (2, '§', 'Bob')",
  'INSERT INTO "public"."users" ("id", "api_token") VALUES (f(1, 2), E\'§\') RETURNING id',
  "insert into users(name, password) values ('O''Hara, x', '§')",
  "execute <unnamed>: INSERT INTO t(a,secret) VALUES ('(', '§')",
])('%s', (text) => {
  expect(masked(text.replaceAll('§', 'open sesame'))).toBe(text.replaceAll('§', mask('open sesame')));
});

test('a doubled quote is part of the secret', () => {
  expect(masked("ALTER ROLE ann PASSWORD 'it''s me'")).toBe(`ALTER ROLE ann PASSWORD '${mask("it's me")}'`);
  expect(masked("SET password = 'it''s me', a = 'b'")).toBe(`SET password = '${mask("it's me")}', a = 'b'`);
});

test.each([
  "INSERT INTO users (id, name) VALUES (1, 'password')",
  'INSERT INTO users (id, password) VALUES ($1, $2)',
  'INSERT INTO users (id, password) SELECT id, password FROM old',
  "SELECT 'PASSWORD' AS label, note FROM users",
  'INSERT INTO users (id, password) VALUES (1, NULL), (2, DEFAULT)',
])('%s stays', (text) => {
  expect(masked(text)).toBe(text);
});
