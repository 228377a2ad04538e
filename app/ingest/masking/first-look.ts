import { isNested } from '../json-walk.ts';
import { ownText } from '../own-text.ts';
import type { SecretNames } from '../secrets.ts';
import type { Hiding } from './hiding.ts';
import { isSecretNamed, namesSibling } from './siblings.ts';

/**
 * A cheap first look that proves most texts to hold no secret, so that only the others are gone through with care.
 * It may say "perhaps" in vain, never "no".
 */

/**
 * What every secret needs that `maskText` can find: a sign of an assignment, an address, SQL, markup, a hash or JSON; a
 * run of characters as long as a token's; the name of a scheme.
 */
const SIGNS = /[=:<'$/{[&\\]|\b[\w.+-]{12}|\b(?:bearer|basic)\b|PRIVATE KEY/i;

/** Numbers, times and UUIDs: no word and no token can stand in these characters. */
const PLAIN = /^[\d a-f:.,+TZ-]*$/;

/** True where a text may hold a secret of its own, whatever its name. */
export function mayHoldSecret(text: string, { added }: SecretNames): boolean {
  if (added !== null) return text !== '';
  return text.length <= SHORT ? looksOdd(text) : SIGNS.test(text) && !PLAIN.test(text);
}

/** So short a text is gone through faster than a regular expression is called. */
const SHORT = 100;

/** The same for a short text, or "perhaps" where only regular expressions can tell. */
function looksOdd(text: string): boolean {
  let all = 0;
  let run = 0;
  let longest = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    const sign = char < 128 ? (CLASSES[char] as number) : NOT_PLAIN;
    all |= sign;
    if ((sign & IN_RUN) === 0) run = 0;
    else if (++run > longest) longest = run;
  }
  return isOdd(all, longest);
}

const isOdd = (all: number, longest: number): boolean =>
  (all & NOT_PLAIN) !== 0 && ((all & SIGN) !== 0 || longest >= SHORTEST_TOKEN || (all & SCHEMES) === SCHEMES);

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
/** What a character can be: a sign of {@link SIGNS}, part of a run, not in {@link PLAIN}, a letter of `bearer`, `basic`. */
const SIGN = 1;
const IN_RUN = 2;
const NOT_PLAIN = 4;
const SCHEMES = 24;
const SHORTEST_TOKEN = 12;
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => classOf(String.fromCharCode(code)));

function classOf(char: string): number {
  const scheme = /b/i.test(char) ? 8 : /[rc]/i.test(char) ? 16 : 0;
  const sign = /[=:<'$/{[&\\]/.test(char) ? SIGN : 0;
  return scheme | sign | (/[\w.+-]/.test(char) ? IN_RUN : 0) | (PLAIN.test(char) ? 0 : NOT_PLAIN);
}

const MOST_KNOWN = 20_000;

interface KnownName {
  /** Secret, or not to be understood at first sight. */
  readonly suspicious: boolean;
  /** The value beside it may be a secret's name: `{"name": "password"}`. */
  readonly namesSibling: boolean;
}

/** Looks through JSON text, valid or not; made once for a set of names, because the same few come with every body. */
export class JsonLook {
  readonly #names: SecretNames;
  readonly #mayChange: (value: string) => boolean;
  readonly #known = new Map<string, KnownName>();

  /** `maskValue` masks a value as `maskString` does without a name; it is asked only whether it finds anything. */
  constructor(names: SecretNames, maskValue: (value: string, probe: Hiding) => void) {
    this.#names = names;
    let found = false;
    const probe: Hiding = {
      names,
      hide(secret) {
        found = true;
        return secret;
      },
    };
    this.#mayChange = (value) => {
      found = false;
      maskValue(value, probe);
      return found;
    };
  }

  /** True where the text may hold a secret. One pass over its characters; only what looks odd is looked at again. */
  mayHoldSecret(text: string): boolean {
    let name: KnownName | null = null;
    for (let from = text.indexOf('"') + 1; from > 0; ) {
      const signs = this.#signsOf(text, from);
      const end = this.#end;
      if (isBefore(text, end + 1, COLON)) {
        name = this.#nameOf(text.slice(from, end));
        if (name.suspicious) return true;
      } else {
        const mayNameSibling = name?.namesSibling !== false || !isMember(text, from - 1);
        if (mayNameSibling && this.#isSecretNamed(text.slice(from, end))) return true;
        if (signs && this.#holdsSecret(text.slice(from, end))) return true;
      }
      from = nextQuote(text, end + 1) + 1;
    }
    return false;
  }

  /** Where the string that was looked at last ends. */
  #end = 0;

  /** Whether the string that begins here may hold a secret: as `mayHoldSecret` says, or more. */
  #signsOf(text: string, from: number): boolean {
    let all = 0;
    let run = 0;
    let longest = 0;
    let at = from;
    for (; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === QUOTE) break;
      if (char === BACKSLASH) at++;
      const sign = char < 128 ? (CLASSES[char] as number) : NOT_PLAIN;
      all |= sign;
      if ((sign & IN_RUN) === 0) run = 0;
      else if (++run > longest) longest = run;
    }
    this.#end = Math.min(at, text.length);
    if (this.#names.added !== null) return true;
    return isOdd(all, longest);
  }

  #nameOf(name: string): KnownName {
    const known = this.#known.get(name);
    if (known) return known;
    const judged = { suspicious: this.#isSuspicious(name), namesSibling: namesSibling(name) };
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(ownText(name), judged);
    return judged;
  }

  /** A name is judged as a value, too: in JSON that is not valid the one may pass for the other. */
  #isSuspicious(name: string): boolean {
    if (name.includes('\\')) return true;
    if (this.#mayName(name) && this.#names.isSecret(name)) return true;
    return mayHoldSecret(name, this.#names) && this.#mayChange(name);
  }

  /** Where JSON is not valid, such a text may also be a name itself. */
  #isSecretNamed(text: string): boolean {
    return this.#mayName(text) && (isSecretNamed(text, this.#names) || this.#names.isSecret(text));
  }

  #mayName(text: string): boolean {
    return this.#names.added !== null || MAY_NAME_SECRET.test(text);
  }

  #holdsSecret(raw: string): boolean {
    const value = raw.includes('\\') ? decoded(raw) : raw;
    return isNested(value) ? this.mayHoldSecret(value) : this.#mayChange(value);
  }
}

/** One of these is in every name that is a secret's by itself. */
const MAY_NAME_SECRET =
  /pass|pwd|pw|secret|token|jwt|key|otp|csrf|xsrf|credential|sig|sess|sid|bearer|salt|cv[cv]|auth|refresh|pin|code|saml/iu;

/** Strings stand close together, so looking for the next quote by hand is cheaper than a call. */
function nextQuote(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at++;
  return at < text.length ? at : -1;
}

/** Whether the next sign is this one. */
function isBefore(text: string, from: number, sign: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === sign;
}

/** Whether a string that begins here is a member's value: behind another string and a colon. */
function isMember(text: string, from: number): boolean {
  const colon = lastBefore(text, from);
  return text.charCodeAt(colon) === COLON && text.charCodeAt(lastBefore(text, colon)) === QUOTE;
}

/** Where the last character before this place stands that is no white space. */
function lastBefore(text: string, from: number): number {
  let at = from - 1;
  while (at >= 0 && text.charCodeAt(at) <= 0x20) at--;
  return at;
}

function decoded(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
