import type { Claim } from '../../../shared/records.ts';
import type { SecretNames } from '../secrets.ts';
import { type HeaderPair, type HeaderReaders, maskHeader } from './headers.ts';
import { ClaimReader } from './hiding.ts';

type Side = keyof HeaderReaders;
const SIDES = ['authorization', 'cookie', 'other'] as const satisfies readonly Side[];

/** What masking one header gave. */
interface Masked {
  readonly header: HeaderPair;
  readonly hidden: readonly { readonly side: Side; readonly where: string }[];
  readonly claims: readonly { readonly side: Side; readonly claim: Claim }[];
}

const MOST = 4_000;
const LONGEST = 2_048;

/** Masks headers; the same few come with every request, so what became of them is remembered. */
export class HeaderMemory {
  readonly #known = new Map<string, Map<string, Masked>>();
  #size = 0;
  readonly #mask: (secret: string) => string;
  readonly #names: SecretNames;

  constructor(mask: (secret: string) => string, names: SecretNames) {
    this.#mask = mask;
    this.#names = names;
  }

  /** As `maskHeader`: what it hides and claims is told to the readers each time. */
  mask(header: HeaderPair, readers: HeaderReaders): HeaderPair {
    const masked = this.#masked(header);
    for (const { side, where } of masked.hidden) readers[side].heard(where);
    for (const { side, claim } of masked.claims) readers[side].keep(claim);
    return masked.header;
  }

  #masked(header: HeaderPair): Masked {
    const [name, value] = header;
    const known = this.#known.get(name)?.get(value);
    if (known) return known;
    const masked = this.#maskAnew(header);
    if (value.length <= LONGEST) this.#remember(name, value, masked);
    return masked;
  }

  #remember(name: string, value: string, masked: Masked): void {
    if (this.#size++ >= MOST) this.#forget();
    const values = this.#known.get(name) ?? new Map<string, Masked>();
    this.#known.set(name, values.set(value, masked));
  }

  #forget(): void {
    this.#known.clear();
    this.#size = 0;
  }

  #maskAnew(header: HeaderPair): Masked {
    const hidden: { side: Side; where: string }[] = [];
    const reader = (side: Side) => new ClaimReader(this.#mask, (where) => hidden.push({ side, where }), this.#names);
    const readers = { authorization: reader('authorization'), cookie: reader('cookie'), other: reader('other') };
    const masked = maskHeader(header, readers);
    const claims = SIDES.flatMap((side) => readers[side].all().map((claim) => ({ side, claim })));
    return { header: masked, hidden, claims };
  }
}
