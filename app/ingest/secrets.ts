import { lookup } from '../../shared/lookup.ts';
import { remembered } from './remembered.ts';

/** Which names mark a value as a secret. Matched word by word, whatever the case style. */

/** A name with one of these words is a secret's. */
const WORDS = new Set(
  `password passwords passwd pwd pw pass passphrase passcode passkey secret secrets token tokens jwt apikey apikeys otp totp
  csrf xsrf csrfmiddlewaretoken credential credentials signature sig sessionid sessid jsessionid phpsessid sid
  bearer salt cvv cvc accesskey secretkey privatekey authkey`.split(/\s+/),
);

/** Words without a break inside: `authtoken`, `newpassword`, `clientsecret`. */
const ENDINGS = ['token', 'password', 'passwd', 'secret', 'apikey', 'sessionid'];

/** Whole names that are secrets as they stand. */
const NAMES = new Set(['auth', 'authorization', 'session', 'refresh', 'pin']);

/** Two words side by side. */
const PAIRS = lookup<ReadonlySet<string>>({
  key: new Set(
    'api access private secret session signing encryption client auth consumer master ssh shared recovery'.split(' '),
  ),
  id: new Set(['session']),
  code: new Set(
    'verification reset recovery mfa 2fa auth authorization activation pin device oob invite sms login'.split(' '),
  ),
  codes: new Set(['recovery', 'backup']),
  hash: new Set(['session', 'auth']),
  session: new Set(['user']),
  verifier: new Set(['code']),
  response: new Set(['saml']),
});

/** A last word that makes it something about the secret: `token_type`, `password_changed_at`. */
const ABOUT = new Set(
  `type types count counts limit limits expires expiry expiration expired at on date time ttl length len age strength
  policy hint url uri endpoint algorithm alg enabled required status format scope scopes name label title usage used min
  max lifetime valid changed updated created field method provider version budget prompt completion`.split(/\s+/),
);

/** Secrets of digits only; other secrets are never numbers. */
const DIGIT_WORDS = new Set('password passwd pwd pw pass passcode pin otp totp cvv cvc code'.split(' '));

/** The longest first segment-like words after which a path segment is a one-time secret. */
export const TOKEN_SEGMENTS: ReadonlySet<string> = new Set(
  `reset verify verification activate activation confirm confirmation token tokens invite invites invitation unsubscribe
  magic-link password-reset reset-password set-password verify-email email-verification`.split(/\s+/),
);

interface Judged {
  readonly secret: boolean;
  readonly digits: boolean;
}

/** Tells by a name whether what stands under it is a secret. */
export interface SecretNames {
  /** True where a string under this name is a secret. */
  isSecret(name: string): boolean;
  /** True where a number under this name is one, too. */
  isDigitSecret(name: string): boolean;
  /** Finds where a name that a person added may stand in a text; null where none was added. */
  readonly added: RegExp | null;
}

/**
 * The known names and those that a person added: `iban`, `customer_e*`. Case and the signs between words do not count,
 * `*` stands for anything. Numbers under these are masked, too.
 */
export function secretNames(added: readonly string[]): SecretNames {
  const patterns = added.map(patternOf).filter((pattern) => pattern !== null);
  const judge = remembered((name) => {
    const bare = bareName(name);
    return patterns.some((pattern) => pattern.test(bare)) ? { secret: true, digits: true } : judgeKnown(name);
  });
  return {
    isSecret: (name) => judge(name).secret,
    isDigitSecret: (name) => judge(name).digits,
    added: traceOf(added),
  };
}

/** The longest part of each name, whatever signs stand between its letters. */
function traceOf(added: readonly string[]): RegExp | null {
  const parts = added
    .map((text) =>
      text
        .split('*')
        .map(bareName)
        .reduce((longest, part) => (part.length > longest.length ? part : longest), ''),
    )
    .filter((part) => part !== '')
    .map((part) => [...part].join('[^\\p{L}\\p{N}]?'));
  return parts.length === 0 ? null : new RegExp(parts.join('|'), 'giu');
}

const bareName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Null where nothing is left to look for: `*` alone would mask everything. */
function patternOf(text: string): RegExp | null {
  const parts = text.split('*').map(bareName);
  return parts.join('') === '' ? null : new RegExp(`^${parts.join('.*')}$`, 'u');
}

function judgeKnown(name: string): Judged {
  // A path as a name, as in an API's description, names no value.
  const words = name.includes('/') ? [] : wordsOf(name);
  const secret = isSecret(words);
  return { secret, digits: secret && DIGIT_WORDS.has(words.at(-1) ?? '') };
}

function isSecret(words: readonly string[]): boolean {
  const last = words.at(-1);
  if (last === undefined || (words.length > 1 && ABOUT.has(last))) return false;
  if (words.length === 1 && NAMES.has(last)) return true;
  return words.some((word, at) => isSecretWord(word) || (PAIRS[word]?.has(words[at - 1] ?? '') ?? false));
}

function isSecretWord(word: string): boolean {
  return WORDS.has(word) || ENDINGS.some((ending) => word.endsWith(ending));
}

/** `new_password1`, `newPassword`, `X-API-Key`, `user[password]` → lower-case words without closing digits. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((word) => (/^\d/.test(word) ? word : word.replace(/\d+$/, '')))
    .filter((word) => word !== '');
}

/** The names that are always secrets. */
export const KNOWN_NAMES = secretNames([]);
