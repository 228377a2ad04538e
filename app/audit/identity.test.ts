import { expect, test } from 'vitest';
import { identityOf } from './identity.ts';

test('the user outlasts the token; a token stands for its user where nothing else does', () => {
  const token = { from: 'authorization token', masked: 'masked·t' };
  const cookie = { from: 'cookie sessionid', masked: 'masked·c' };
  const user = { from: 'authorization token, claim id', masked: 'masked·u' };
  expect(identityOf([cookie, token, user])).toBe('masked·u');
  expect(identityOf([cookie, token])).toBe('masked·t');
  expect(identityOf([{ from: 'cookie theme', masked: 'masked·x' }, cookie])).toBe('masked·c');
  expect(identityOf([{ from: 'cookie theme', masked: 'masked·x' }])).toBeNull();
});
