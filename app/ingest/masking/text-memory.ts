import { RecentTexts } from '../../../shared/recent-texts.ts';
import type { Claim } from '../../../shared/records.ts';
import type { SecretNames } from '../secrets.ts';
import { ClaimReader } from './hiding.ts';

/** Masks a text of some kind; `reader` hears of what it hides. */
type MaskText = (text: string, reader: ClaimReader, kind: string) => string;

/** What masking one text gave. */
interface Masked {
  readonly kind: string;
  readonly text: string;
  readonly hidden: readonly string[];
  readonly claims: readonly Claim[];
}

const SLOTS = 1_024;
const LONGEST = 8 * 1024;

/**
 * Masks texts that come again: of recorded runs, a third to two thirds of the answers were given before, and more of
 * the paths. What became of them is remembered.
 */
export class TextMemory {
  readonly #known = new RecentTexts<Masked>(SLOTS, LONGEST);
  readonly #hide: (secret: string) => string;
  readonly #names: SecretNames;
  readonly #mask: MaskText;

  constructor(hide: (secret: string) => string, names: SecretNames, mask: MaskText) {
    this.#hide = hide;
    this.#names = names;
    this.#mask = mask;
  }

  /** The masked text; what is hidden and claimed is told to the reader each time. */
  mask(text: string, reader: ClaimReader, kind = ''): string {
    const known = this.#known.get(text);
    const masked = known?.kind === kind ? known : this.#maskAnew(text, kind);
    for (const place of masked.hidden) reader.heard(place);
    for (const claim of masked.claims) reader.keep(claim);
    return masked.text;
  }

  #maskAnew(text: string, kind: string): Masked {
    const hidden: string[] = [];
    const reader = new ClaimReader(this.#hide, (place) => hidden.push(place), this.#names);
    const masked = { kind, text: this.#mask(text, reader, kind), hidden, claims: reader.all() };
    this.#known.set(text, masked);
    return masked;
  }
}
