import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TableRow } from '../../../shared/table-views.ts';
import { CLASS_LABELS, tableWord } from '../../../shared/text.ts';
import type { TableClass } from '../../../shared/words.ts';
import { Arrow } from '../../components/arrow.tsx';
import { counted } from '../../components/format.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { messageOf } from '../../components/words.ts';
import { ChangeCard } from './change-card.tsx';
import { AllColumnsCard, OwnColumnsCard } from './columns-card.tsx';
import classes from './table-panel.module.css';
import { classesOf, classesWord, reasonLine, type Target, targetsWord } from './table-words.ts';
import type { ClassPreview } from './use-class-preview.ts';
import type { MadeChange } from './use-reclassify.ts';
import { WritersCard } from './writers-card.tsx';

export interface TablePanelProps {
  readonly rows: readonly TableRow[];
  /** The cursor's row. */
  readonly row: TableRow;
  /** What a class key would act on: the selection, else the cursor's table. */
  readonly targets: readonly Target[];
  readonly preview: ClassPreview;
  /** The change made on this page that still stands, if it is about these targets. */
  readonly made: MadeChange | null;
  readonly allColumns: boolean;
  readonly onAllColumns: (open: boolean) => void;
  readonly onClassify: (targets: readonly Target[], to: TableClass | null) => void;
}

function FromTo({ from, to }: { from: string; to: string }) {
  return (
    <>
      <span className={classes.chip}>{from}</span>
      <Arrow />
      <span className={classes.chip} data-new>
        {to}
      </span>
    </>
  );
}

function Title({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={classes.head}>
      <h2 className={classes.name}>{name}</h2>
      {children}
    </section>
  );
}

/** What would follow from the class being looked at. */
function Preview({ rows, targets, preview, onClassify }: TablePanelProps) {
  if (preview.class === null) return null;
  const to = preview.class;
  return (
    <>
      <Title name={targetsWord(targets)}>
        <p className={classes.classes}>
          <FromTo from={classesWord(classesOf(rows, targets))} to={CLASS_LABELS[to]} />
          not set yet
        </p>
        <div className={classes.buttons}>
          <Button
            size="xs"
            variant="filled"
            rightSection={<KeyHint keys="Enter" />}
            onClick={() => onClassify(targets, to)}
          >
            Set {CLASS_LABELS[to].toLowerCase()}
          </Button>
          <Button size="xs" rightSection={<KeyHint keys="Escape" />} onClick={preview.clear}>
            Leave it
          </Button>
        </div>
      </Title>
      {preview.error ? (
        <p className={classes.note}>{messageOf(preview.error)}</p>
      ) : (
        <ChangeCard follows={preview.follows} state={preview.state} isPreview />
      )}
    </>
  );
}

/** The change just made and what followed from it. */
function Made({ made }: { made: MadeChange }) {
  const to = made.to === null ? 'Default' : CLASS_LABELS[made.to];
  return (
    <>
      <Title name={targetsWord(made.targets)}>
        <p className={classes.classes}>
          <FromTo from={classesWord(made.before)} to={to} />
          {made.targets.length === 1 && 'just now'}
        </p>
      </Title>
      <ChangeCard follows={made.follows} isPreview={false} />
    </>
  );
}

function Present({ row, onClassify }: TablePanelProps) {
  return (
    <Title name={tableWord(row.table)}>
      <p className={classes.classes}>
        <span className={classes.chip}>{CLASS_LABELS[row.class]}</span>
        {counted(row.columns.length, 'column')}
      </p>
      <p className={classes.note}>{reasonLine(row)}</p>
      {row.by === 'person' && (
        <div className={classes.buttons}>
          <Button size="xs" onClick={() => onClassify([{ table: row.table, column: null }], null)}>
            Back to default
          </Button>
        </div>
      )}
    </Title>
  );
}

function Consequence(props: TablePanelProps) {
  if (props.preview.class !== null) return <Preview {...props} />;
  if (props.made) return <Made made={props.made} />;
  return props.targets.length > 1 ? <Several {...props} /> : <Present {...props} />;
}

/** Who writes the cursor's table, and its columns. */
function About({ row, allColumns, onAllColumns, onClassify }: TablePanelProps) {
  const pick = (column: string, to: TableClass | null) => onClassify([{ table: row.table, column }], to);
  if (allColumns) return <AllColumnsCard row={row} onPick={pick} onClose={() => onAllColumns(false)} />;
  return (
    <>
      <WritersCard row={row} />
      <OwnColumnsCard row={row} onOpen={() => onAllColumns(true)} />
    </>
  );
}

/** Several tables have no single reason: what they are, and that the class keys act on all. */
function Several({ rows, targets }: TablePanelProps) {
  return (
    <Title name={targetsWord(targets)}>
      <p className={classes.classes}>
        <span className={classes.chip}>{classesWord(classesOf(rows, targets))}</span>
      </p>
    </Title>
  );
}

/** What the cursor's table is, what a change of its class brought or would bring, who writes it, its columns. */
export function TablePanel(props: TablePanelProps) {
  return (
    <aside className={classes.panel} aria-label={`About ${targetsWord(props.targets)}`}>
      <Consequence {...props} />
      {props.targets.length === 1 && <About {...props} />}
    </aside>
  );
}
