import { scalarOf } from '../lossless.ts';
import { remembered } from '../remembered.ts';
import type { Hiding } from './hiding.ts';
import { type ColumnName, isNameOfSecret, maskCell } from './rows.ts';

/** Longer texts hardly come again. */
const LONGEST_REMEMBERED = 100;
/** No name of a secret can be written in the signs of numbers, times and UUIDs. */
const NAMES_NOTHING = /^"[\d a-f:.,+TZ-]*"$|^[^"]/;
const QUOTE = 0x22;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const LETTER_A = 0x61;

/** One value of a line, by its column. */
export interface PlannedCell {
  readonly name: string;
  readonly column: ColumnName;
  /** A plain value is stored as it stands, whatever it is. */
  readonly staysPlain: boolean;
}

/** Masks cells that are still the JSON of a log: gives the JSON of what `maskCell` gives for their values. */
export class RawCells {
  readonly #hiding: Hiding;
  readonly #probe: Hiding;
  #found = false;
  /** Of a string under a name that is none of a secret's: whether it may stay as it stands. */
  readonly #stays = remembered((raw) => this.#unhidden(raw, '', ORDINARY) === raw);
  readonly #namesSecret = remembered((raw) => isNameOfSecret(scalarOf(raw), this.#hiding));

  constructor(hiding: Hiding) {
    this.#hiding = hiding;
    this.#probe = {
      names: hiding.names,
      hide: (secret) => {
        this.#found = true;
        return secret;
      },
    };
  }

  /** Hides what is a secret. */
  mask(raw: string, { name, column, staysPlain }: PlannedCell): string {
    if (staysPlain && isPlain(raw)) return raw;
    return this.#remembered(raw, column) ?? maskedText(raw, name, column, this.#hiding);
  }

  /** Null where something would have to be hidden. */
  unhidden(raw: string, { name, column, staysPlain }: PlannedCell): string | null {
    if (staysPlain && isPlain(raw)) return raw;
    return this.#remembered(raw, column) ?? this.#unhidden(raw, name, column);
  }

  /** Whether the value is the name of a secret that may stand beside it. */
  namesSecret(raw: string): boolean {
    if (this.#hiding.names.added === null && NAMES_NOTHING.test(raw)) return false;
    return raw.length <= LONGEST_REMEMBERED ? this.#namesSecret(raw) : isNameOfSecret(scalarOf(raw), this.#hiding);
  }

  #remembered(raw: string, { isSecret }: ColumnName): string | null {
    const isText = raw.charCodeAt(0) === QUOTE;
    return isText && !isSecret && raw.length <= LONGEST_REMEMBERED && this.#stays(raw) ? raw : null;
  }

  #unhidden(raw: string, name: string, column: ColumnName): string | null {
    this.#found = false;
    const text = maskedText(raw, name, column, this.#probe);
    return this.#found ? null : text;
  }
}

/** Of a string's signs: part of numbers, times and UUIDs, or of words. */
const IN_TIME = 1;
const IN_WORD = 2;
const SIGNS = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return (/[\d a-f:.,+TZ-]/.test(sign) ? IN_TIME : 0) | (/[\w .+-]/.test(sign) ? IN_WORD : 0);
});
/** Words of fewer characters hold no secret. */
const SHORTEST_SECRET = 10;
/** So many digits a double holds exactly. */
const SHORT_NUMBER = 15;

/**
 * True for the JSON of a value that holds no secret, whatever the name of its column, and is written as JSON.stringify
 * writes it: literals, short whole numbers, strings of the signs of times and UUIDs, short words. Sooner said than that
 * of others, and true of most.
 */
function isPlain(raw: string): boolean {
  const first = raw.charCodeAt(0);
  if (first !== QUOTE) return first >= LETTER_A || isShortNumber(raw, first);
  const end = raw.length - 1;
  let signs = end - 1 < SHORTEST_SECRET ? IN_TIME | IN_WORD : IN_TIME;
  for (let at = 1; at < end && signs !== 0; at++) {
    const sign = raw.charCodeAt(at);
    signs &= sign < 128 ? (SIGNS[sign] as number) : 0;
  }
  return signs !== 0;
}

function isShortNumber(raw: string, first: number): boolean {
  if (raw.length > SHORT_NUMBER) return false;
  for (let at = 1; at < raw.length; at++) {
    const sign = raw.charCodeAt(at);
    if (sign < DIGIT_0 || sign > DIGIT_9) return false;
  }
  return first !== MINUS || raw.charCodeAt(1) !== DIGIT_0;
}

const ORDINARY: ColumnName = { isSecret: false, isDigitSecret: false, isName: false, isValue: false };

function maskedText(raw: string, name: string, column: ColumnName, hiding: Hiding): string {
  const cell = scalarOf(raw);
  const masked = maskCell(cell, name, column, hiding);
  return masked !== cell || (typeof cell === 'object' ? cell !== null : mayBeWrittenOtherwise(raw))
    ? JSON.stringify(masked)
    : raw;
}

/** `\/` and `\u…` can be written in other ways; JSON.stringify writes the other escapes as they stand here. */
const mayBeWrittenOtherwise = (raw: string): boolean => raw.includes('\\') && /\\[/u]/.test(raw);
