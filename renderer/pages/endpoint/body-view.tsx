import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Place } from '../../../shared/records.ts';
import { formatCount, plural } from '../../../shared/text.ts';
import classes from './body-view.module.css';
import { holdsText } from './find-text.ts';
import { type JsonNode, openPaths, pathsTo, treeOf } from './json-tree.ts';
import { Marked, useMarking } from './marking.tsx';
import { markInCall } from './marks.ts';
import { SEARCHED } from './use-find.ts';

/** Children shown of one object or list before the rest is folded. */
const MOST = 40;

interface NodeProps {
  readonly node: JsonNode;
  readonly place: Place;
  readonly open: ReadonlySet<string>;
  /** Paths that lead to what is looked for; shown even where a list is long. */
  readonly found: ReadonlySet<string>;
  readonly onToggle: (path: string) => void;
  readonly last: boolean;
}

const nameOf = ({ name }: JsonNode): string => (name === null ? '' : `"${name}": `);
const textOf = ({ sort, value }: JsonNode): string => (sort === 'string' ? JSON.stringify(value) : (value ?? ''));
/** The node's own line, as it is drawn. */
const lineOf = (node: JsonNode): string => nameOf(node) + textOf(node);

const NOWHERE: ReadonlySet<string> = new Set();

function Node({ node, place, open, found, onToggle, last }: NodeProps) {
  const { marks } = useMarking();
  const name = nameOf(node);
  const comma = last ? '' : ',';
  if (node.value !== null) {
    return (
      <div className={classes.line}>
        {name}
        <Marked mark={markInCall(marks, place, node.field, node.value)}>
          <span className={classes.leaf} data-sort={node.sort}>
            {textOf(node)}
          </span>
        </Marked>
        {comma}
      </div>
    );
  }
  const [opening, closing] = node.sort === 'array' ? '[]' : '{}';
  const isOpen = open.has(node.path);
  const count = node.children.length;
  if (count === 0 || !isOpen) {
    const inside =
      count === 0
        ? ''
        : ` ${formatCount(count)} ${node.sort === 'array' ? plural(count, 'entry', 'entries') : plural(count, 'property', 'properties')} `;
    return (
      <div className={classes.line}>
        <Toggle node={node} isOpen={false} onToggle={onToggle}>
          {`${name}${opening}`}
          <span className={classes.inside} data-added>
            {inside}
          </span>
          {`${closing}${comma}`}
        </Toggle>
      </div>
    );
  }
  const shown = node.children.filter((child, i) => i < MOST || found.has(child.path));
  return (
    <div className={classes.line}>
      <Toggle node={node} isOpen onToggle={onToggle}>{`${name}${opening}`}</Toggle>
      <div className={classes.children}>
        {shown.map((child) => (
          <Node
            key={child.path}
            node={child}
            place={place}
            open={open}
            found={found}
            onToggle={onToggle}
            last={child === node.children.at(-1)}
          />
        ))}
        {count > shown.length && (
          <div className={classes.inside} data-added>
            … {formatCount(count - shown.length)} more
          </div>
        )}
      </div>
      {`${closing}${comma}`}
    </div>
  );
}

interface ToggleProps {
  readonly node: JsonNode;
  readonly isOpen: boolean;
  readonly onToggle: (path: string) => void;
  readonly children: ReactNode;
}

function Toggle({ node, isOpen, onToggle, children }: ToggleProps) {
  if (node.children.length === 0) return children;
  return (
    <UnstyledButton className={classes.toggle} aria-expanded={isOpen} onClick={() => onToggle(node.path)}>
      {children}
    </UnstyledButton>
  );
}

export interface BodyViewProps {
  readonly text: string;
  readonly mime: string;
  readonly place: Place;
  /** What is looked for: where it stands is opened, however deep or far down. */
  readonly sought: RegExp | null;
}

/** A body: as a tree opened at the marked values, or as it stands where it is neither JSON nor a form. */
export function BodyView({ text, mime, place, sought }: BodyViewProps) {
  const { marks } = useMarking();
  const root = useMemo(() => treeOf(text, mime), [text, mime]);
  const opened = useMemo(
    () =>
      root
        ? openPaths(root, (node) => markInCall(marks, place, node.field, node.value ?? '') !== null)
        : new Set<string>(),
    [root, marks, place],
  );
  const found = useMemo(
    () => (root && sought ? pathsTo(root, (node) => holdsText(sought, lineOf(node))) : NOWHERE),
    [root, sought],
  );
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  if (!root) {
    return (
      <pre className={classes.text} {...SEARCHED}>
        {text}
      </pre>
    );
  }
  const open = new Set([...opened].filter((path) => !toggled.has(path)));
  for (const path of toggled) if (!opened.has(path)) open.add(path);
  for (const path of found) open.add(path);
  const toggle = (path: string) =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(path)) after.add(path);
      return after;
    });
  return (
    <div className={classes.tree} {...SEARCHED}>
      <Node node={root} place={place} open={open} found={found} onToggle={toggle} last />
    </div>
  );
}
