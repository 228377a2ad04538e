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

interface Container {
  leaves: number;
  /** A member or first element names a secret. */
  isSecrets: boolean;
  readonly values: number[];
}

/**
 * Finds strings whose secret's name stands beside them: `{"name": "password", "value": "…"}`, JSON Patch
 * (RFC 6902), changes with `old` and `new`, pairs `["password", "…"]`. Takes the leaves of a text in order.
 */
export class SiblingFinder {
  readonly #names: SecretNames;
  readonly #containers = new Map<NonNullable<Leaf['parent']>, Container>();

  constructor(names: SecretNames) {
    this.#names = names;
  }

  take(leaf: Leaf): void {
    const { parent } = leaf;
    if (!parent) return;
    const container = this.#containers.get(parent) ?? { leaves: 0, isSecrets: false, values: [] };
    if (container.leaves++ === 0) this.#containers.set(parent, container);
    if (parent.isObject) takeMember(container, leaf, this.#names);
    else takeElement(container, leaf, this.#names);
  }

  /** Where the found strings start. */
  end(): ReadonlySet<number> {
    const found = new Set<number>();
    for (const [{ isObject }, { isSecrets, leaves, values }] of this.#containers)
      if (isSecrets && (isObject || leaves === 2)) for (const from of values) found.add(from);
    return found;
  }
}

function takeMember(container: Container, { name, text, isString, from }: Leaf, names: SecretNames): void {
  if (!isString) return;
  if (NAMES.test(name)) container.isSecrets ||= isSecretNamed(text, names);
  else if (VALUES.test(name)) container.values.push(from);
}

function takeElement(container: Container, { name, text, isString, from }: Leaf, names: SecretNames): void {
  if (container.leaves === 1) container.isSecrets = isString && !NAME_LISTS.test(name) && isSecretNamed(text, names);
  else if (isString && !isSecretNamed(text, names)) container.values.push(from);
}

/** True for a member whose value may be the name of a secret that stands beside it. */
export const namesSibling = (name: string): boolean => NAMES.test(name);

/** True for the name of a secret that stands as a value; the last step of a path counts. */
export const isSecretNamed = (text: string, names: SecretNames): boolean =>
  NAME_LIKE.test(text) && names.isSecret(text.split('/').at(-1) ?? '');
