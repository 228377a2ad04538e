import { mayHoldSecret } from './first-look.ts';
import { type Hiding, isMasked } from './hiding.ts';
import { JWT_LIKE, readJwt } from './jwt.ts';
import { maskMarkup } from './markup.ts';
import { maskSql } from './sql.ts';
import { maskShapes } from './token-shapes.ts';

/** Cheap first look: most texts hold none of these. */
const HINT =
  /e[wy][\w-]{10}|bearer|basic|:\/\/[^/\s@]*@|\$(?:argon2|2[abxy]\$|[56y]\$|scrypt|pbkdf2)|pbkdf2|argon2|bcrypt|\{s?sha|pass|pwd|secret|token|key|otp|session|sess|\bsid|sig|csrf|xsrf|jwt|credential|salt|cvv|cvc|auth|pin|pw|saml|identified|crypt\(|code|ticket=|\/(?:reset|verif|activ|confirm|invit|unsub|magic)/i;

/** Stored password hashes (modular crypt, Django, LDAP). */
const PASSWORD_HASH =
  /\$(?:argon2\w*|2[abxy]|[156y]|scrypt|pbkdf2[\w-]*)\$[^\s'";]{8,}|\b(?:pbkdf2_\w+|argon2|bcrypt(?:_\w+)?|scrypt|md5|sha1)\$[^\s'",;]{8,}|\{(?:S?SHA\d*|S?MD5|CRYPT|ARGON2|BCRYPT)\}[^\s'",;]{4,}/gi;
const BEARER = /\b(Bearer\s+)([\w.~+/=-]{8,})/gi;
const BASIC = /\b(Basic\s+)([\w+/-]{4,}={0,2})/gi;
/** In an address: a long text with digits behind such a word, perhaps with a short user id between. */
const ONE_TIME =
  /(\/(?:reset|verify|activate|confirm|invite|unsubscribe|magic-link|password-reset|reset-password|set-password|verify-email)(?:\/[\w=-]{1,12})?\/)(?=[\w~=-]*\d)([\w~=-]{16,})/gi;
const CODE = /([?&](?:code|ticket)=)([^&#\s"'<>\\]{4,})/gi;
const USER_INFO = /(:\/\/)([^/\s@"'<>]+)@/g;

/**
 * Masks secrets inside any text: tokens, password hashes, `Bearer …`, `Basic …`, one-time links, user:password in
 * addresses, markup, and `name=value` or `"name": "value"` where the name is a secret's. Text without secrets comes back as it is.
 */
export function maskText(text: string, hiding: Hiding, where: string): string {
  const { added } = hiding.names;
  if (text.length < 4 || !mayHoldSecret(text, hiding.names)) return text;
  const withoutShapes = maskShapes(text, hiding, where);
  if (!HINT.test(withoutShapes) && (!added || withoutShapes.search(added) < 0)) return withoutShapes;
  const withoutTokens = maskSql(withoutShapes, hiding, where)
    .replace(JWT_LIKE, (token) => (readJwt(token) ? hiding.hide(token, where) : token))
    .replace(PASSWORD_HASH, (hash) => hiding.hide(hash, where))
    .replace(BEARER, (_all, scheme: string, token: string) => scheme + hiding.hide(token, where))
    .replace(BASIC, (all, scheme: string, coded: string) =>
      isUserAndPassword(coded) ? scheme + hiding.hide(coded, where) : all,
    )
    .replace(ONE_TIME, (_all, before: string, secret: string) => before + hiding.hide(secret, where))
    .replace(CODE, (_all, before: string, secret: string) => before + hiding.hide(secret, where))
    .replace(USER_INFO, (_all, start: string, user: string) => `${start}${hiding.hide(user, where)}@`);
  const withoutKnown = maskAssignments(maskMarkup(withoutTokens, hiding, where), SECRET_HINT, hiding, where);
  return added ? maskAssignments(withoutKnown, added, hiding, where) : withoutKnown;
}

/** RFC 7617 §2: base64 of `user:password`; any other word behind `basic` is none. */
const isUserAndPassword = (coded: string): boolean =>
  /^[^\p{C}\ufffd]*:/u.test(Buffer.from(coded, 'base64').toString('utf8'));

const SECRET_HINT =
  /pass|pwd|secret|token|key|otp|sess|sid|sig|csrf|xsrf|jwt|credential|salt|cvv|cvc|auth|refresh|code|bearer|pw|saml/gi;
const NAME_PART = /[\w.[\]-]/;
const LONGEST_NAME = 64;
/**
 * What follows a name: an optional closing quote, `=` or `:`, and a value, quoted (SQL doubles a quote inside) or up to
 * a delimiter.
 */
const ASSIGNED =
  /(\\?["']?\s{0,4}(?:=>?|:)\s{0,4})(?:(\\?["'])((?:(?!\2)[^\\]|\\.|''){1,4096}?)\2(?<!'(?='))|([^\s&;,"'<>(){}[\]\\]{3,4096}))/y;

/** Looks for the words first and then for the name around each: linear in the text. */
function maskAssignments(text: string, hints: RegExp, hiding: Hiding, where: string): string {
  const pieces: string[] = [];
  let copied = 0;
  hints.lastIndex = 0;
  for (let hint = hints.exec(text); hint; hint = hints.exec(text)) {
    const from = nameStart(text, hint.index, copied);
    const to = nameEnd(text, hint.index + hint[0].length);
    hints.lastIndex = to;
    if (!hiding.names.isSecret(text.slice(from, to))) continue;
    ASSIGNED.lastIndex = to;
    const assigned = ASSIGNED.exec(text);
    if (!assigned) continue;
    const [all, sign = '', quote = '', quoted, bare] = assigned;
    const value = (quote === "'" ? quoted?.replaceAll("''", "'") : quoted) ?? bare ?? '';
    if (isMasked(value) || /^(?:Bearer|Basic)$|^\$\w+$/i.test(value)) continue;
    // `$password: String!` declares a GraphQL variable and names its type.
    if (bare !== undefined && sign.includes(':') && text[from - 1] === '$') continue;
    pieces.push(text.slice(copied, to), sign, quote, hiding.hide(value, where), quote);
    copied = to + all.length;
    hints.lastIndex = copied;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(copied);
}

function nameStart(text: string, at: number, floor: number): number {
  let from = at;
  while (from > floor && at - from < LONGEST_NAME && NAME_PART.test(text[from - 1] as string)) from--;
  return from;
}

function nameEnd(text: string, at: number): number {
  let to = at;
  while (to < text.length && to - at < LONGEST_NAME && NAME_PART.test(text[to] as string)) to++;
  return to;
}
