import { UnstyledButton } from '@mantine/core';
import { CHANGE_KINDS, type ChangeKind, type ComparedRuns } from '../../shared/compare-views.ts';
import { count } from '../components/format.ts';
import { grouped } from '../data/grouped.ts';
import { KIND_NAMES, KIND_NOTES } from '../pages/run/change-words.ts';
import classes from './compare.module.css';

/** What became of the findings, by kind; each leads to those of it. */
export function ChangeCounts({ compared, onKind }: { compared: ComparedRuns; onKind: (kind: ChangeKind) => void }) {
  const byKind = grouped(compared.findings, ({ kind }) => kind);
  const kinds = CHANGE_KINDS.filter((kind) => byKind.has(kind));
  return (
    <ul className={classes.counts} aria-label={`Run ${compared.run} against run ${compared.vs}`}>
      {kinds.length === 0 && <li>No finding is other than in run {compared.vs}</li>}
      {kinds.map((kind) => (
        <li key={kind}>
          <UnstyledButton
            className={classes.kind}
            data-kind={kind}
            title={KIND_NOTES[kind]}
            onClick={() => onKind(kind)}
          >
            {count(byKind.get(kind)?.length ?? 0)} {KIND_NAMES[kind].toLowerCase()}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
