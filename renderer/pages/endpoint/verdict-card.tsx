import { ActionIcon, Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { headline } from '../../../shared/text.ts';
import type { EndpointFinding, FindingRow } from '../../../shared/views.ts';
import { VerdictMark } from '../../components/glyphs.tsx';
import { ICON } from '../../components/icon.ts';
import { Exhibits, type ShownCalls } from './exhibits.tsx';
import { expectedInfo, proofBoxes } from './proof-words.ts';
import classes from './verdict-card.module.css';

/** The verdict in one sentence, its figures in bold. */
export function VerdictSentence({ finding, end }: { finding: Pick<FindingRow, 'verdict' | 'summary'>; end?: string }) {
  const [bold, rest] = headline(finding.summary);
  return (
    <p className={classes.sentence} data-verdict={finding.verdict}>
      <VerdictMark verdict={finding.verdict} />
      <span>
        <strong>{bold}</strong> {rest}
      </span>
      {end && <span className={classes.end}>{end}</span>}
    </p>
  );
}

function ExpectedInfo({ text }: { text: string }) {
  return (
    <Popover width={320} position="bottom" withArrow>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label="How the expected figure came about">
          <IconInfoCircle {...ICON} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>{text}</Popover.Dropdown>
    </Popover>
  );
}

/** Counted, expected by chance or the rule's own figure, best other cause, link strength. */
export function ProofBoxes({
  finding,
  square = false,
}: {
  finding: Pick<FindingRow, 'proof' | 'rule' | 'verdict'>;
  square?: boolean;
}) {
  const { proof } = finding;
  const boxes = proofBoxes(finding);
  if (boxes.length === 0) return null;
  return (
    <dl className={classes.boxes} data-square={square || undefined} data-boxes={boxes.length}>
      {boxes.map(({ id, figure, words }) => (
        <div key={id} className={classes.box}>
          <dt className={classes.figure}>
            {figure}
            {id === 'expected' && <ExpectedInfo text={expectedInfo(proof)} />}
          </dt>
          <dd className={classes.words}>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface VerdictCardProps {
  readonly finding: EndpointFinding;
  /** In how many its endpoint was called: a verdict is about the newest that tells, and says which where there are several. */
  readonly runs: number;
  readonly shown: ShownCalls;
}

/** The verdict and what it rests on. */
export function VerdictCard({ finding, runs, shown }: VerdictCardProps) {
  const end = runs > 1 && finding.lastRun !== undefined ? `run ${finding.lastRun}` : undefined;
  return (
    <section className={classes.card} aria-label="Verdict">
      <VerdictSentence finding={finding} {...(end ? { end } : {})} />
      {finding.tracking.flag && <p className={classes.flag}>{finding.tracking.flag}.</p>}
      <ProofBoxes finding={finding} />
      <Exhibits exhibits={finding.exhibits} shown={shown} />
    </section>
  );
}
