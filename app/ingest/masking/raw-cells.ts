import { scalarOf } from '../lossless.ts';
import { remembered } from '../remembered.ts';
import type { Hiding } from './hiding.ts';
import { type ColumnName, isNameOfSecret, maskCell } from './rows.ts';

/** Longer texts hardly come again. */
const LONGEST_REMEMBERED = 100;
/** No name of a secret can be written in the signs of numbers, times and UUIDs. */
const NAMES_NOTHING = /^"[\d a-f:.,+TZ-]*"$|^[^"]/;
const QUOTE = 0x22;

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
  mask(raw: string, name: string, column: ColumnName): string {
    return this.#remembered(raw, column) ?? maskedText(raw, name, column, this.#hiding);
  }

  /** Null where something would have to be hidden. */
  unhidden(raw: string, name: string, column: ColumnName): string | null {
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
