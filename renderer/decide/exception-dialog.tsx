import { Button, Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { IconCheck, IconShield } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { headline } from '../../shared/text.ts';
import {
  type Exception,
  type ExceptionCheck,
  REOPEN_CONDITIONS,
  type ReopenCondition,
} from '../../shared/tracking-views.ts';
import type { FindingRow } from '../../shared/views.ts';
import { Dialog } from '../components/dialog.tsx';
import { counted } from '../components/format.ts';
import { VerdictGlyph } from '../components/glyphs.tsx';
import { ICON } from '../components/icon.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { RouteText } from '../components/route-text.tsx';
import { messageOf } from '../components/words.ts';
import { useTRPC } from '../data/api.ts';
import { useKeys } from '../keys/use-keys.ts';
import { CONDITION_WORDS } from './condition-words.ts';
import { addMonths, dayOf, isDay, LAST_DAY, shownDay } from './days.ts';
import classes from './exception-dialog.module.css';

const REASONS: readonly { readonly value: Exception['reason']; readonly label: string }[] = [
  { value: 'telemetry', label: 'Telemetry only' },
  { value: 'tests-only', label: 'Only in tests' },
  { value: 'client-cannot-change', label: 'Client cannot change yet' },
  { value: 'other', label: 'Other' },
];

const MONTHS = [1, 3, 6, 12];
const ON_A_DAY = 'day';
const NO_END = 'none';

/** What the dialog holds; `until` is a number of months, a day, or no end. A person chooses the reason: none is given. */
function useDraft(before: Exception | null) {
  const today = dayOf(new Date());
  const [reason, setReason] = useState(before?.reason ?? null);
  const [words, setWords] = useState(before?.words ?? '');
  const [choice, setChoice] = useState(() => (!before ? '3' : before.until ? ON_A_DAY : NO_END));
  const [day, setDay] = useState(before?.until ?? addMonths(today, 3));
  const until = choice === NO_END ? null : choice === ON_A_DAY ? day : addMonths(today, Number(choice));
  const [reopen, setReopen] = useState<readonly ReopenCondition[] | null>(before?.reopen ?? null);
  // Until a person says otherwise: telemetry is what nobody sees; nothing is accepted for tables that it did not write.
  const conditions = reopen ?? (reason === 'telemetry' ? REOPEN_CONDITIONS : (['other-table'] as const));
  const isSaid = words.trim() !== '' && (until === null || (isDay(until) && until > today));
  const exception: Exception | null =
    reason && isSaid ? { reason, words: words.trim(), until, reopen: conditions } : null;
  return {
    today,
    reason,
    setReason,
    words,
    setWords,
    choice,
    setChoice,
    day,
    setDay,
    conditions,
    setReopen,
    exception,
  };
}

type Draft = ReturnType<typeof useDraft>;

function Evidence({ findings }: { findings: readonly FindingRow[] }) {
  const [first] = findings;
  if (!first) return null;
  if (findings.length > 1)
    return <p className={classes.several}>{counted(findings.length, 'finding')} with one reason.</p>;
  const [bold, rest] = headline(first.summary);
  return (
    <>
      <RouteText method={first.endpoint.method} route={first.endpoint.route} aligned />
      <p className={classes.evidence} data-verdict={first.verdict}>
        <VerdictGlyph verdict={first.verdict} />
        <span>
          <strong>{bold}</strong> {rest}
        </span>
      </p>
    </>
  );
}

function Reasons({ draft, onPicked }: { draft: Draft; onPicked: () => void }) {
  // As it was opened: choosing another must not bring the focus back.
  const [first] = useState(draft.reason ?? REASONS[0]?.value);
  return (
    <Radio.Group
      label="Why is it acceptable?"
      value={draft.reason}
      onChange={(value) => draft.setReason(value as Exception['reason'])}
    >
      <div className={classes.reasons}>
        {REASONS.map(({ value, label }, i) => (
          <Radio.Card
            key={value}
            value={value}
            className={classes.reason}
            onDoubleClick={onPicked}
            data-autofocus={value === first || undefined}
          >
            {draft.reason === value && <IconCheck {...ICON} size={14} />}
            {label} <KeyHint keys={String(i + 1)} />
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

function Until({ draft }: { draft: Draft }) {
  const months = MONTHS.map((count) => ({
    value: String(count),
    label: `${shownDay(addMonths(draft.today, count))}, in ${counted(count, 'month')}`,
  }));
  return (
    <div className={classes.until}>
      <NativeSelect
        label="Until"
        data={[...months, { value: ON_A_DAY, label: 'a day…' }, { value: NO_END, label: 'no end' }]}
        value={draft.choice}
        onChange={(event) => draft.setChoice(event.currentTarget.value)}
      />
      {draft.choice === ON_A_DAY && (
        <TextInput
          type="date"
          label="Day"
          min={draft.today}
          max={LAST_DAY}
          value={draft.day}
          onChange={(event) => draft.setDay(event.currentTarget.value)}
        />
      )}
    </div>
  );
}

/** What makes it come back before its day, each as it is in the runs that are there. */
function Conditions({ draft, check }: { draft: Draft; check: ExceptionCheck | undefined }) {
  const { conditions, setReopen } = draft;
  const toggle = (condition: ReopenCondition) =>
    setReopen(
      conditions.includes(condition)
        ? conditions.filter((each) => each !== condition)
        : REOPEN_CONDITIONS.filter((each) => each === condition || conditions.includes(each)),
    );
  return (
    <fieldset className={classes.conditions}>
      <legend>Reopen earlier when</legend>
      {REOPEN_CONDITIONS.map((condition) => {
        const fails = check?.conditions.find((each) => each.condition === condition)?.fails;
        return (
          <Checkbox
            key={condition}
            size="xs"
            label={CONDITION_WORDS[condition]}
            checked={conditions.includes(condition)}
            error={conditions.includes(condition) && fails ? `It is so already: ${fails}.` : undefined}
            onChange={() => toggle(condition)}
          />
        );
      })}
    </fieldset>
  );
}

/** What was looked at, said in the foot; null while it is being looked at. */
function checkedWords(check: ExceptionCheck | undefined, failing: number): string {
  if (!check) return 'Checking the runs…';
  const runs = `${counted(check.runs, 'run')} (${counted(check.calls, 'call')})`;
  if (failing > 0) return `Untick what is so already to accept it.`;
  return check.calls === 0 ? 'No run has calls to check.' : `Checked now: neither is so in ${runs}.`;
}

/** Where one class would do what exceptions do one by one. */
function Settle({ keys }: { keys: string[] }) {
  const { data } = useQuery(useTRPC().settledBy.queryOptions({ keys }, { trpc: { abortOnUnmount: true } }));
  if (!data) return null;
  const [table = ''] = data.tables;
  return (
    <p className={classes.settle}>
      {data.words}{' '}
      <Link to="/tables" search={{ at: table }}>
        Look
      </Link>
    </p>
  );
}

export interface ExceptionDialogProps {
  readonly findings: readonly FindingRow[];
  readonly onClose: () => void;
  /** Null ends the exception that stands. */
  readonly onSave: (exception: Exception | null) => void;
}

/** Accepts findings for a reason, in words, until a day. */
export function ExceptionDialog({ findings, onClose, onSave }: ExceptionDialogProps) {
  const standing = findings.every(({ tracking }) => tracking.exception) ? findings : [];
  const draft = useDraft(standing[0]?.tracking.exception ?? null);
  const field = useRef<HTMLTextAreaElement>(null);
  const keys = findings.map(({ key }) => key);
  const { data, error } = useQuery(useTRPC().checkException.queryOptions({ keys }));
  const check = data as ExceptionCheck | undefined;
  const failing = draft.conditions.filter((each) =>
    check?.conditions.some(({ condition, fails }) => condition === each && fails !== null),
  ).length;
  /** Null while something is missing, or a condition is not so. */
  const exception = failing === 0 && (check || error) ? draft.exception : null;
  const save = () => exception && onSave(exception);
  useKeys([{ keys: 'Ctrl+Enter', label: 'accept', run: save, inText: true }], { inDialog: true, group: 'Exception' });
  /** Numbers choose a reason, except where they are text. */
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = REASONS[Number(event.key) - 1];
    if (!chosen || (event.target as Element).matches('textarea, input[type=date]')) return;
    event.preventDefault();
    draft.setReason(chosen.value);
    field.current?.focus();
  };
  const title = findings.length === 1 ? 'Accept this finding as an exception' : 'Accept these findings as exceptions';
  return (
    <Dialog
      opened
      onClose={onClose}
      size={640}
      returnFocus={false}
      centered
      title={
        <span className={classes.title}>
          <IconShield {...ICON} /> {title}
        </span>
      }
      closeButtonProps={{ 'aria-label': 'Close without a change' }}
      classNames={{ body: classes.body ?? '', header: classes.header ?? '' }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: number keys of the whole dialog */}
      <div className={classes.form} onKeyDown={onKeyDown}>
        <Evidence findings={findings} />
        <Reasons draft={draft} onPicked={() => field.current?.focus()} />
        <Textarea
          ref={field}
          label="In your words"
          description="Shown in the migration note"
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2_000}
          value={draft.words}
          onChange={(event) => draft.setWords(event.currentTarget.value)}
        />
        <div className={classes.ends}>
          <Until draft={draft} />
          <Conditions draft={draft} check={check} />
        </div>
        <Settle keys={keys} />
      </div>
      <footer className={classes.foot}>
        {standing.length > 0 && <Button onClick={() => onSave(null)}>End the exception</Button>}
        <span className={classes.checked} aria-live="polite">
          {error ? `The runs could not be checked. ${messageOf(error)}` : checkedWords(check, failing)}
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="filled" disabled={!exception} rightSection={<KeyHint keys="Ctrl+Enter" />} onClick={save}>
          Accept
        </Button>
      </footer>
    </Dialog>
  );
}
