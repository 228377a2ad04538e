import { expect, test } from 'vitest';
import { KNOWN_NAMES, secretNames } from './secrets.ts';

test.each(
  `password passwd pwd new_password1 newPassword userPassword user[password] secret client_secret clientSecret token tokens
  accessToken access_token refresh_token csrftoken csrfmiddlewaretoken X-CSRF-Token X-XSRF-TOKEN authtoken api_key apikey
  apiKey X-API-Key APIKey access_key private_key otp totp tfa_secret session session_id sessionid session_key sid jwt
  signature X-Amz-Signature credential credentials refresh auth pin cvv verification_code recovery_codes salt passphrase
  code_verifier device_code oobCode SAMLResponse passkey invite_code sms_code login_code user_session recoveryKey pw`.split(
    /\s+/,
  ),
)('%s names a secret', (name) => {
  expect(KNOWN_NAMES.isSecret(name)).toBe(true);
});

test.each(
  `id key course_key usage_key public_key primary_key idempotency_key username email author authored_by tokens_used max_tokens_limit
  token_type token_count token_expires password_changed_at password_reset_url has_password_enabled secretary design
  passenger compass keyboard monkey session_start session_name course_sessions code country_code status inside outside
  ticket device_id user_sessions error_response pinned opinion description assigned signal`.split(/\s+/),
)('%s does not', (name) => {
  expect(KNOWN_NAMES.isSecret(name)).toBe(false);
});

test('only passwords, pins and one-time codes are numbers', () => {
  expect(['pin', 'otp', 'password', 'cvv', 'verification_code'].map(KNOWN_NAMES.isDigitSecret)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(['token', 'session_id', 'signature', 'code', 'id'].map(KNOWN_NAMES.isDigitSecret)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('names that a person added are secrets, too, whatever their case and signs', () => {
  const names = secretNames(['iban', 'customer_e*', '*', '  ', 'a.b']);
  for (const name of ['iban', 'IBAN', 'customerEmail', 'customer-e-mail', 'ab', 'password'])
    expect(names.isSecret(name), name).toBe(true);
  for (const name of ['libanon', 'customer', 'note', 'axb']) expect(names.isSecret(name), name).toBe(false);
  expect([names.isDigitSecret('iban'), names.isDigitSecret('note')]).toEqual([true, false]);
});

test('words of the prototype are names like others', () => {
  for (const name of ['constructor', 'constructor_id', 'constructorName', '__proto__', 'to_string'])
    expect(KNOWN_NAMES.isSecret(name), name).toBe(false);
});
