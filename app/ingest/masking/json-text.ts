import { isNested, type Leaf, walkJson } from '../json-walk.ts';
import type { SecretNames } from '../secrets.ts';
import { JsonLook } from './first-look.ts';
import { type Hiding, isMasked } from './hiding.ts';
import { SiblingFinder } from './siblings.ts';
import { maskText } from './text.ts';

/** Objects under these names hold more than the secret: their members are judged by their own names. */
const MIXED = /^(?:(?:user_?)?session|credentials?|auth|refresh)$/i;
const isAllSecret = (name: string, names: SecretNames): boolean => names.isSecret(name) && !MIXED.test(name);
/** Members that describe a field of that name, as in a schema, and hold none of its values. */
const DESCRIBES =
  /^(?:type|format|title|description|example|pattern|\$ref|fields?|name|label|id|collection|interface)$/;

/** Masks secrets in JSON text in place: everything else keeps its order, its spacing and its digits. */
export const maskJson = (text: string, hiding: Hiding, where: string): string =>
  lookOf(hiding.names).mayHoldSecret(text) ? maskEveryLeaf(text, hiding, where) : text;

/** The same without a first look. */
export function maskEveryLeaf(text: string, hiding: Hiding, where: string): string {
  const pieces: string[] = [];
  let copied = 0;
  const { named, leaves } = readLeaves(text, hiding.names);
  const maskOne = (leaf: Leaf) => {
    const masked = named.has(leaf.from) ? hideOnce(leaf, hiding, where) : maskLeaf(leaf, hiding, where);
    if (masked === leaf.text) return;
    pieces.push(text.slice(copied, leaf.from), JSON.stringify(masked));
    copied = leaf.to;
  };
  if (leaves) leaves.forEach(maskOne);
  else
    walkJson(
      text,
      (leaf) => {
        maskOne(leaf);
        return undefined;
      },
      marksInside(hiding.names),
    );
  return pieces.length === 0 ? text : pieces.join('') + text.slice(copied);
}

const looks = new WeakMap<SecretNames, JsonLook>();

/** What looks through JSON text first. */
export function lookOf(names: SecretNames): JsonLook {
  const look = looks.get(names) ?? new JsonLook(names, (value, probe) => maskString(value, '', probe, ''));
  looks.set(names, look);
  return look;
}

const marksInside = (names: SecretNames) => (name: string) => isAllSecret(name, names);

/** Longer texts are walked twice: their leaves would take more room than they. */
const LONGEST_HELD = 256 * 1024;

interface Leaves {
  /** Where strings start whose secret's name stands beside them. */
  readonly named: ReadonlySet<number>;
  /** Null where they were too many to be held. */
  readonly leaves: readonly Leaf[] | null;
}

function readLeaves(text: string, names: SecretNames): Leaves {
  const finder = new SiblingFinder(names);
  const leaves: Leaf[] | null = text.length <= LONGEST_HELD ? [] : null;
  walkJson(
    text,
    (leaf) => {
      finder.take(leaf);
      leaves?.push(leaf);
      return undefined;
    },
    marksInside(names),
  );
  return { named: finder.end(), leaves };
}

function hideOnce({ path, text }: Leaf, hiding: Hiding, where: string): string {
  return text === '' || isMasked(text) ? text : hiding.hide(text, path === '' ? where : `${where} ${path}`);
}

function maskLeaf({ name, path, text, isString, isInside }: Leaf, hiding: Hiding, where: string): string {
  const place = path === '' ? where : `${where} ${path}`;
  if (!isString) return hiding.names.isDigitSecret(name) ? hiding.hide(text, place) : text;
  if (isInside && !DESCRIBES.test(name) && text !== '' && !isMasked(text)) return hiding.hide(text, place);
  return maskString(text, name, hiding, place);
}

/** Masks a string value: whole where its name is a secret's, JSON inside it as JSON, else as text. */
export function maskString(value: string, name: string, hiding: Hiding, where: string): string {
  if (value === '' || isMasked(value)) return value;
  if (!isNested(value)) return hiding.names.isSecret(name) ? hiding.hide(value, where) : maskText(value, hiding, where);
  return isAllSecret(name, hiding.names) ? hiding.hide(value, where) : maskJson(value, hiding, where);
}
