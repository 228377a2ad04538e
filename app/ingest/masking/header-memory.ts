import type { Claim, RequestKey } from '../../../shared/records.ts';
import { keysOfHeaders, mayName, type RequestIdNames } from '../request-keys.ts';
import type { SecretNames } from '../secrets.ts';
import { type HeaderPair, type HeaderReaders, maskHeader } from './headers.ts';
import { ClaimReader } from './hiding.ts';

type Side = keyof HeaderReaders;
const SIDES = ['authorization', 'cookie', 'other'] as const satisfies readonly Side[];

/** What masking one header gave. */
interface Masked {
  readonly header: HeaderPair;
  /** Whether it may name the request. */
  readonly names: boolean;
  readonly hidden: readonly { readonly side: Side; readonly where: string }[];
  readonly claims: readonly { readonly side: Side; readonly claim: Claim }[];
}

/** What masking all headers of a message gave. */
interface MaskedList {
  readonly headers: HeaderPair[];
  /** Those that may name the request, as they were. */
  readonly naming: HeaderPair[];
  readonly hidden: { readonly side: Side; readonly where: string }[];
  readonly claims: { readonly side: Side; readonly claim: Claim }[];
}

const MOST = 4_000;
const MOST_LISTS = 1_000;
const LONGEST = 2_048;

/** Masks headers; the same few come with every request, so what became of them is remembered. */
export class HeaderMemory {
  readonly #known = new Map<string, Map<string, Masked>>();
  #size = 0;
  /** By identity: readers give the same list for headers that they know. */
  readonly #lists = new Map<readonly HeaderPair[], MaskedList>();
  readonly #mask: (secret: string) => string;
  readonly #names: SecretNames;
  readonly #ids: RequestIdNames | undefined;

  constructor(mask: (secret: string) => string, names: SecretNames, ids?: RequestIdNames) {
    this.#mask = mask;
    this.#names = names;
    this.#ids = ids;
  }

  /** As `maskHeader` for each: what it hides and claims is told to the readers each time. */
  mask(headers: readonly HeaderPair[], readers: HeaderReaders): MaskedList {
    const masked = this.#lists.get(headers) ?? this.#maskList(headers);
    for (const { side, where } of masked.hidden) readers[side].heard(where);
    for (const { side, claim } of masked.claims) readers[side].keep(claim);
    return masked;
  }

  /** What the headers of both sides name the request by. */
  keysOf({ naming: sent }: MaskedList, { naming: answered }: MaskedList): RequestKey[] {
    return sent.length + answered.length === 0 ? [] : keysOfHeaders([...sent, ...answered], this.#ids);
  }

  #maskList(headers: readonly HeaderPair[]): MaskedList {
    const masked: MaskedList = { headers: [], naming: [], hidden: [], claims: [] };
    for (const raw of headers) {
      const { header, names, hidden, claims } = this.#maskOne(raw);
      masked.headers.push(header);
      if (names) masked.naming.push(raw);
      if (hidden.length > 0) masked.hidden.push(...hidden);
      if (claims.length > 0) masked.claims.push(...claims);
    }
    if (this.#lists.size >= MOST_LISTS) this.#lists.clear();
    this.#lists.set(headers, masked);
    return masked;
  }

  #maskOne(header: HeaderPair): Masked {
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
    return { header: masked, names: mayName(header[0], this.#ids), hidden, claims };
  }
}
