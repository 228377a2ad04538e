import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { RoutePage } from '../../shared/template-views.ts';
import { AwaitedLine } from '../components/awaited-line.tsx';
import { Dialog } from '../components/dialog.tsx';
import { count, counted } from '../components/format.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { messageOf } from '../components/words.ts';
import { useTRPC } from '../data/api.ts';
import { useKeys } from '../keys/use-keys.ts';
import { FollowsCard } from './follows-card.tsx';
import classes from './templates.module.css';
import { type TemplateEdit, useEditTemplates, useTemplatePreview } from './use-templates.ts';

interface FrameProps {
  readonly title: string;
  readonly action: string;
  /** Null while there is nothing to keep. */
  readonly edit: TemplateEdit | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog around a change of templates: what is asked, what follows, and the button that keeps it. */
export function TemplateFrame({ title, action, edit, onClose, children }: FrameProps) {
  const { follows, error, state: looking } = useTemplatePreview(edit);
  const { edit: keep, isPending, state: keeping, stop } = useEditTemplates(onClose);
  // A change that is under way is called off first: until then nobody can say that nothing changes.
  const leave = isPending ? stop : onClose;
  const fault = follows?.fault ?? (error && messageOf(error));
  const ready = edit !== null && follows !== undefined && !fault && !isPending;
  const save = () => ready && keep(edit);
  useKeys([{ keys: 'Ctrl+Enter', label: 'use', run: save, inText: true }], { inDialog: true, group: 'Routes' });
  return (
    <Dialog
      opened
      onClose={leave}
      size={720}
      centered
      title={title}
      closeButtonProps={{ 'aria-label': 'Close without a change' }}
    >
      <div className={classes.dialog}>
        {children}
        {fault && (
          <p className={classes.error} role="alert">
            {fault}
          </p>
        )}
        {edit && !follows && !error && <AwaitedLine doing="Looking at what follows" state={looking} />}
        {edit && follows && !fault && <FollowsCard follows={follows} />}
        {isPending && <AwaitedLine doing="Judging with these routes" state={keeping} />}
      </div>
      <footer className={classes.foot}>
        <Button onClick={leave}>Cancel</Button>
        <Button variant="filled" disabled={!ready} rightSection={<KeyHint keys="Ctrl+Enter" />} onClick={save}>
          {action}
        </Button>
      </footer>
    </Dialog>
  );
}

export interface RouteDialogProps {
  /** The endpoint whose route is at hand; null writes one from nothing. */
  readonly endpointId: number | null;
  /** A template that people gave, to be changed. */
  readonly template?: string;
  readonly onClose: () => void;
}

/** Takes routes together, parts them, or names their parameters, by writing the template as it is to be. */
export function RouteDialog({ endpointId, template = '', onClose }: RouteDialogProps) {
  const { data } = useQuery(useTRPC().route.queryOptions({ id: endpointId ?? 0 }, { enabled: endpointId !== null }));
  const page = data as RoutePage | undefined;
  const [typed, setTyped] = useState<string | null>(null);
  const [parts, setParts] = useState<readonly string[]>([]);
  const before = page?.template ?? template;
  const text = typed ?? before;
  const changed = text.trim() !== '' && text !== before;
  const edit: TemplateEdit | null =
    parts.length > 0
      ? { set: parts, remove: [], file: null }
      : changed
        ? { set: [text.trim()], remove: replacedBy(template, text), file: null }
        : null;
  return (
    <TemplateFrame
      title={endpointId === null ? 'A route template' : 'Change the route'}
      action="Use these routes"
      edit={edit}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="Template"
        description="{name} stands where the value changes. A word in its place gives that value a route of its own."
        placeholder="/courses/{courseKey}/home"
        classNames={{ input: 'ea-mono' }}
        spellCheck={false}
        maxLength={500}
        value={text}
        disabled={parts.length > 0}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {page && <Together page={page} onPick={setTyped} />}
      {page && <Parameters page={page} parts={parts} onParts={setParts} />}
    </TemplateFrame>
  );
}

/** A given template that is changed goes; one with other names only is replaced by itself. */
const replacedBy = (template: string, text: string): string[] =>
  template !== '' && wordsOf(template) !== wordsOf(text) ? [template] : [];
const wordsOf = (template: string): string => template.replace(/\{[^{}]*\}/g, '{}');

function Together({ page, onPick }: { page: RoutePage; onPick: (template: string) => void }) {
  if (page.together.length === 0) return null;
  return (
    <div className={classes.offers}>
      <p className={classes.quiet}>Routes that differ in one word can be one:</p>
      {page.together.map(({ template, routes }) => (
        <Button key={template} size="xs" onClick={() => onPick(template)}>
          <span className="ea-mono">{template}</span>
          <span className={classes.figure}>takes {counted(routes, 'route')} together</span>
        </Button>
      ))}
    </div>
  );
}

interface ParametersProps {
  readonly page: RoutePage;
  readonly parts: readonly string[];
  readonly onParts: (parts: readonly string[]) => void;
}

/** The values in each parameter's place; those that are ticked get a route of their own. */
function Parameters({ page, parts, onParts }: ParametersProps) {
  // Of one value there is nothing to part.
  return page.parameters
    .filter(({ different }) => different > 1)
    .map(({ name, values, different }) => (
      <details key={name} className={classes.parameter}>
        <summary>
          <span className="ea-mono">{`{${name}}`}</span> takes {counted(different, 'different value')}. Give some a
          route of their own
        </summary>
        <ul className={classes.values}>
          {values.map(({ value, calls, template }) => (
            <li key={value}>
              <label>
                <input
                  type="checkbox"
                  checked={parts.includes(template)}
                  onChange={() =>
                    onParts(parts.includes(template) ? parts.filter((each) => each !== template) : [...parts, template])
                  }
                />{' '}
                <span className="ea-mono">{value}</span>
              </label>
              <span className={classes.figure}>{counted(calls, 'call')}</span>
            </li>
          ))}
          {different > values.length && <li>and {count(different - values.length)} more</li>}
        </ul>
      </details>
    ));
}
