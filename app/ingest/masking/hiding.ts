import type { Claim } from '../../../shared/records.ts';
import { canonicalNumber, ExactNumber, isObject, type Json } from '../lossless.ts';
import { KNOWN_NAMES, type SecretNames } from '../secrets.ts';
import { readJwt } from './jwt.ts';

/** True for a whole mask: `masked·` and 16 hex digits. What only begins like one may be a secret. */
export const isMasked = (text: string): boolean => text.startsWith('masked·') && /^masked·[\da-f]{16}$/.test(text);

/** Secrets found in one record: each becomes its mask, and what it says of its owner is kept as masks. */
export interface Hiding {
  /** Which names are those of secrets. */
  readonly names: SecretNames;
  /** Replaces a secret; `where` is for people: `cookie sessionid`. Empty text stays. */
  hide(secret: string, where: string): string;
}

/** Hides and reads claims: for exchanges. */
export class ClaimReader implements Hiding {
  readonly names: SecretNames;
  readonly #mask: (secret: string) => string;
  readonly #count: (where: string) => void;
  /** Most readers find none. */
  #claims: Map<string, Claim> | null = null;

  constructor(mask: (secret: string) => string, count: (where: string) => void, names: SecretNames = KNOWN_NAMES) {
    this.names = names;
    this.#mask = mask;
    this.#count = count;
  }

  hide(secret: string, where: string): string {
    if (secret === '') return secret;
    this.#count(where);
    const jwt = readJwt(secret);
    if (jwt?.payload) this.#readClaims(jwt.payload, `${where}, claim `, 0);
    return this.#mask(secret);
  }

  /** Keeps a value as a claim: short ones say nothing, digits do. */
  claim(value: string, from: string): void {
    if (this.#isFull || (value.length < 3 && !/^\d+$/.test(value))) return;
    this.keep({ from, masked: this.#mask(value) });
  }

  /** The same for a claim that was made before. */
  keep(claim: Claim): void {
    if (this.#isFull || this.#claims?.has(claim.masked)) return;
    this.#claims ??= new Map();
    this.#claims.set(claim.masked, claim);
  }

  get #isFull(): boolean {
    return this.#claims !== null && this.#claims.size >= MOST_CLAIMS;
  }

  /** Counts a secret that was hidden before. */
  heard(where: string): void {
    this.#count(where);
  }

  all(): Claim[] {
    return this.#claims === null ? [] : [...this.#claims.values()];
  }

  #readClaims(value: Json, from: string, depth: number): void {
    if (depth > DEEPEST) return;
    if (Array.isArray(value)) for (const item of value) this.#readClaims(item, from, depth + 1);
    else if (isObject(value)) {
      for (const [name, item] of Object.entries(value))
        if (depth > 0 || !TIME_CLAIMS.has(name))
          this.#readClaims(item, `${from}${depth > 0 ? '.' : ''}${name}`, depth + 1);
    } else if (typeof value === 'string') this.claim(value, from);
    else if (typeof value === 'number' || value instanceof ExactNumber) this.claim(canonicalNumber(value), from);
  }
}

const MOST_CLAIMS = 200;
const DEEPEST = 4;
const TIME_CLAIMS = new Set(['iat', 'exp', 'nbf']);
