import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ICON } from '../../components/icon.ts';
import { CommitPanel } from './commit-panel.tsx';
import classes from './mark-panel.module.css';
import { kindOf, type Marks } from './marks.ts';
import { RequestPanel } from './request-panel.tsx';

export interface MarkPanelProps {
  readonly marks: Marks;
  readonly mark: number;
  /** Another mark that the panel leads to; null closes it. */
  readonly onChoose: (mark: number | null) => void;
}

/** What one mark is: a commit with its candidates, or a request with its commits. */
export function MarkPanel({ marks, mark, onChoose }: MarkPanelProps) {
  const { kind, place } = kindOf(marks, mark);
  const title = kind === 'request' ? 'Request' : 'Commit';
  const content: ReactNode =
    kind === 'request' ? (
      <RequestPanel marks={marks} place={place} onChoose={onChoose} />
    ) : (
      <CommitPanel marks={marks} place={place} onChoose={onChoose} />
    );
  return (
    <aside className={classes.panel} aria-label={title}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <ActionIcon size={24} variant="subtle" color="gray" aria-label="Close" onClick={() => onChoose(null)}>
          <IconX {...ICON} />
        </ActionIcon>
      </header>
      {content}
    </aside>
  );
}
