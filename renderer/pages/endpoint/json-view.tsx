import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Place } from '../../../shared/records.ts';
import { formatCount, plural } from '../../../shared/text.ts';
import { type JsonNode, openPaths, parseTree } from './json-tree.ts';
import classes from './json-view.module.css';
import { Marked, useMarking } from './marking.tsx';
import { markInCall } from './marks.ts';

/** Children shown of one object or list before the rest is folded. */
const MOST = 40;

interface NodeProps {
  readonly node: JsonNode;
  readonly place: Place;
  readonly open: ReadonlySet<string>;
  readonly onToggle: (path: string) => void;
  readonly last: boolean;
}

function Node({ node, place, open, onToggle, last }: NodeProps) {
  const { marks } = useMarking();
  const name = node.name === null ? '' : `"${node.name}": `;
  const comma = last ? '' : ',';
  if (node.value !== null) {
    const shown = node.sort === 'string' ? JSON.stringify(node.value) : node.value;
    return (
      <div className={classes.line}>
        {name}
        <Marked mark={markInCall(marks, place, node.field, node.value)}>
          <span className={classes.leaf} data-sort={node.sort}>
            {shown}
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
          <span className={classes.inside}>{inside}</span>
          {`${closing}${comma}`}
        </Toggle>
      </div>
    );
  }
  return (
    <div className={classes.line}>
      <Toggle node={node} isOpen onToggle={onToggle}>{`${name}${opening}`}</Toggle>
      <div className={classes.children}>
        {node.children.slice(0, MOST).map((child, i) => (
          <Node key={child.path} node={child} place={place} open={open} onToggle={onToggle} last={i === count - 1} />
        ))}
        {count > MOST && <div className={classes.inside}>… {formatCount(count - MOST)} more</div>}
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

/** A body: as a tree opened at the marked values, or as it stands where it is no JSON. */
export function JsonView({ text, place }: { text: string; place: Place }) {
  const { marks } = useMarking();
  const root = useMemo(() => parseTree(text), [text]);
  const opened = useMemo(
    () =>
      root
        ? openPaths(root, (node) => markInCall(marks, place, node.field, node.value ?? '') !== null)
        : new Set<string>(),
    [root, marks, place],
  );
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  if (!root) return <pre className={classes.text}>{text}</pre>;
  const open = new Set([...opened].filter((path) => !toggled.has(path)));
  for (const path of toggled) if (!opened.has(path)) open.add(path);
  const toggle = (path: string) =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(path)) after.add(path);
      return after;
    });
  return (
    <div className={classes.tree}>
      <Node node={root} place={place} open={open} onToggle={toggle} last />
    </div>
  );
}
