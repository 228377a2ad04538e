import { Button, FileButton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenApiRoutes, TemplateRow } from '../../shared/template-views.ts';
import { AwaitedLine } from '../components/awaited-line.tsx';
import { counted } from '../components/format.ts';
import { showFailure } from '../components/toast.tsx';
import { messageOf } from '../components/words.ts';
import { useTRPC } from '../data/api.ts';
import { RouteDialog, TemplateFrame } from './route-dialog.tsx';
import classes from './templates.module.css';
import { useEditTemplates } from './use-templates.ts';

type Asked =
  | { readonly kind: 'new' }
  | { readonly kind: 'change'; readonly template: string }
  | { readonly kind: 'file'; readonly name: string; readonly routes: OpenApiRoutes };

/** The templates that people gave, and the ways to give more. */
export function TemplatesSection() {
  const { data = [] } = useQuery(useTRPC().routeTemplates.queryOptions());
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const read = useOpenApi((name, routes) => setAsked({ kind: 'file', name, routes }));
  return (
    <>
      {data.length === 0 ? (
        <p className={classes.quiet}>
          Routes are made from the paths that were seen. A template of yours wins over them, on every origin.
        </p>
      ) : (
        <ul className={classes.list} aria-label="Route templates">
          {data.map((row) => (
            <Row key={row.template} row={row} onChange={() => setAsked({ kind: 'change', template: row.template })} />
          ))}
        </ul>
      )}
      <div className={classes.buttons}>
        <Button onClick={() => setAsked({ kind: 'new' })}>Add a template</Button>
        <FileButton accept=".json,.yaml,.yml" onChange={(file) => file && void read(file)}>
          {(props) => <Button {...props}>Read an OpenAPI file</Button>}
        </FileButton>
      </div>
      {asked?.kind === 'new' && <RouteDialog endpointId={null} onClose={close} />}
      {asked?.kind === 'change' && <RouteDialog endpointId={null} template={asked.template} onClose={close} />}
      {asked?.kind === 'file' && <FileDialog name={asked.name} routes={asked.routes} onClose={close} />}
    </>
  );
}

function Row({ row, onChange }: { row: TemplateRow; onChange: () => void }) {
  const { template, file, by, who, endpoints, calls } = row;
  const { edit, isPending, state, stop } = useEditTemplates(() => {});
  const from = by === 'policy' ? 'policy' : [file, who].filter(Boolean).join(', ');
  return (
    <li className={classes.row}>
      <code className="ea-mono">{template}</code>
      <span className={classes.from}>
        {endpoints === 0 ? 'takes nothing yet' : `${counted(endpoints, 'endpoint')}, ${counted(calls, 'call')}`}, {from}
      </span>
      {isPending && <AwaitedLine doing="Judging without it" state={state} onStop={stop} />}
      {by === 'person' && !isPending && (
        <>
          <Button size="xs" aria-label={`Change ${template}`} onClick={onChange}>
            Change
          </Button>
          <Button
            size="xs"
            aria-label={`Remove ${template}`}
            onClick={() => edit({ set: [], remove: [template], file: null })}
          >
            Remove
          </Button>
        </>
      )}
    </li>
  );
}

/** Larger descriptions than the API takes are refused here, where that can be said. */
const MOST_BYTES = 20_000_000;

function useOpenApi(onRead: (name: string, routes: OpenApiRoutes) => void): (file: File) => Promise<void> {
  const { mutateAsync } = useMutation(useTRPC().readOpenApi.mutationOptions());
  return async (file) => {
    try {
      if (file.size > MOST_BYTES) throw new Error('It is larger than 20 MB');
      onRead(file.name, (await mutateAsync({ text: await file.text() })) as OpenApiRoutes);
    } catch (error) {
      showFailure(`${file.name} was not used. ${messageOf(error)}`);
    }
  };
}

interface FileDialogProps {
  readonly name: string;
  readonly routes: OpenApiRoutes;
  readonly onClose: () => void;
}

function FileDialog({ name, routes: { title, templates, left }, onClose }: FileDialogProps) {
  return (
    <TemplateFrame
      title={`Routes of ${title}`}
      action={`Use ${counted(templates.length, 'route')}`}
      edit={{ set: templates, remove: [], file: name }}
      onClose={onClose}
    >
      <p className={classes.quiet}>
        {name} names {counted(templates.length, 'route')}. They become the templates of this workspace, beside those
        that are there.
      </p>
      {left.length > 0 && (
        <details>
          <summary>{counted(left.length, 'path')} cannot be used</summary>
          <ul className={classes.names}>
            {left.map((each) => (
              <li key={each} className="ea-mono">
                {each}
              </li>
            ))}
          </ul>
        </details>
      )}
    </TemplateFrame>
  );
}
