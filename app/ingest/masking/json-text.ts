import { isNested, type Leaf, walkJson } from '../json-walk.ts';
import type { SecretNames } from '../secrets.ts';
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
export function maskJson(text: string, hiding: Hiding, where: string): string {
  const pieces: string[] = [];
  let copied = 0;
  const named = namedBeside(text, hiding.names);
  walkJson(
    text,
    (leaf) => {
      const masked = named.has(leaf.from) ? hideOnce(leaf, hiding, where) : maskLeaf(leaf, hiding, where);
      if (masked === leaf.text) return;
      pieces.push(text.slice(copied, leaf.from), JSON.stringify(masked));
      copied = leaf.to;
    },
    (name) => isAllSecret(name, hiding.names),
  );
  return pieces.length === 0 ? text : pieces.join('') + text.slice(copied);
}

/** Where strings start whose secret's name stands beside them. */
function namedBeside(text: string, names: SecretNames): ReadonlySet<number> {
  const finder = new SiblingFinder(text, names);
  walkJson(text, (leaf) => {
    finder.take(leaf);
    return undefined;
  });
  return finder.end();
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
