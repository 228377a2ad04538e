import type { Leaf } from '../json-walk.ts';
import type { SecretNames } from '../secrets.ts';

/** `key`, `setting_key`, `option_name`, `metaKey`: what a setting is called. */
export const NAME_COLUMN =
  /^(?:name|key|(?:setting|option|meta|config(?:uration)?|param(?:eter)?|prop(?:erty)?|attr(?:ibute)?|env|var(?:iable)?|field|item|preference|pref)_?(?:name|key)?)$/i;
/** `value`, `setting_value`, `optionValue`: what it is set to. */
export const VALUE_COLUMN = /^(?:[a-z]{1,20}_?)?(?:value|val)$/i;
const NAMES = new RegExp(`${NAME_COLUMN.source}|^path$`, 'i');
const VALUES = new RegExp(`${VALUE_COLUMN.source}|^(?:old|new)$`, 'i');
/** Lists of names hold no values. */
const NAME_LISTS = /^(?:required|fields|columns|properties|names|keys|select|include|exclude|sort|enum)$/;
const NAME_LIKE = /^[\w.[\]/-]{1,64}$/;
const STRINGS = /"(?:[^"\\]|\\.)*"/g;

interface Container {
  readonly isArray: boolean;
  leaves: number;
  /** A member or first element names a secret. */
  isSecrets: boolean;
  readonly values: number[];
}

const opened = (bracket: string): Container => ({ isArray: bracket === '[', leaves: 0, isSecrets: false, values: [] });

/**
 * Finds strings whose secret's name stands beside them: `{"name": "password", "value": "…"}`, JSON Patch
 * (RFC 6902), changes with `old` and `new`, pairs `["password", "…"]`. Takes the leaves of a text in order.
 */
export class SiblingFinder {
  readonly #text: string;
  readonly #names: SecretNames;
  readonly #found = new Set<number>();
  #open: Container[] = [];
  #at = 0;

  constructor(text: string, names: SecretNames) {
    this.#text = text;
    this.#names = names;
  }

  take(leaf: Leaf): void {
    this.#moveTo(leaf.from);
    this.#at = leaf.to;
    const container = this.#open.at(-1);
    if (!container) return;
    if (container.isArray) takeElement(container, leaf, this.#names);
    else takeMember(container, leaf, this.#names);
    container.leaves++;
  }

  /** Where the found strings start. */
  end(): ReadonlySet<number> {
    this.#moveTo(this.#text.length);
    while (this.#open.length > 0) this.#close();
    return this.#found;
  }

  /** Between two leaves stand only names and punctuation. */
  #moveTo(to: number): void {
    for (const char of this.#text.slice(this.#at, to).replace(STRINGS, '')) {
      if (char === '{' || char === '[') this.#open.push(opened(char));
      else if (char === '}' || char === ']') this.#close();
    }
  }

  #close(): void {
    const container = this.#open.pop();
    if (!container?.isSecrets || (container.isArray && container.leaves !== 2)) return;
    for (const from of container.values) this.#found.add(from);
  }
}

function takeMember(container: Container, { name, text, isString, from }: Leaf, names: SecretNames): void {
  if (!isString) return;
  if (NAMES.test(name)) container.isSecrets ||= isSecretNamed(text, names);
  else if (VALUES.test(name)) container.values.push(from);
}

function takeElement(container: Container, { name, text, isString, from }: Leaf, names: SecretNames): void {
  if (container.leaves === 0) container.isSecrets = isString && !NAME_LISTS.test(name) && isSecretNamed(text, names);
  else if (isString && !isSecretNamed(text, names)) container.values.push(from);
}

/** True for the name of a secret that stands as a value; the last step of a path counts. */
export const isSecretNamed = (text: string, names: SecretNames): boolean =>
  NAME_LIKE.test(text) && names.isSecret(text.split('/').at(-1) ?? '');
