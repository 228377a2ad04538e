import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FileChoice, ImportState } from '../../../shared/import-views.ts';
import { Empty } from '../../components/empty.tsx';
import { counted, shortTime } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { Page } from '../../components/page.tsx';
import { showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import { useImporting } from '../../data/importing.tsx';
import { useImports, useRuns, useSummary } from '../../data/queries.ts';
import { isRunning } from '../../data/running.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { RunsCrumb } from '../runs/runs-crumb.tsx';
import { FileRow } from './file-row.tsx';
import classes from './import-page.module.css';
import { rateWords, stepWords } from './import-words.ts';
import { MaskedCard, WarningsCard } from './side-cards.tsx';
import { SpansCard } from './spans-card.tsx';
import { StepsCard } from './steps-card.tsx';
import { useSpokenProgress } from './use-spoken-progress.ts';

const route = getRouteApi('/runs/import/$id');

/** An address of an import from an earlier session. */
function Gone() {
  return (
    <Page title="Import" crumbs={<RunsCrumb />} ground="bg">
      <Empty sentence="This import is not of this session. What it brought in stands in Runs.">
        <Button component={Link} to="/runs">
          Show the runs
        </Button>
      </Empty>
    </Page>
  );
}

function useImportActions(importId: string) {
  const api = useTRPC();
  const onError = (error: unknown) => showFailure(messageOf(error));
  const { mutate: choose } = useMutation(api.choose.mutationOptions({ onError }));
  const { mutate: cancel, isPending: cancelling } = useMutation(api.cancelImport.mutationOptions({ onError }));
  return {
    choose: (fileId: string, choice: FileChoice) => choose({ importId, fileId, choice }),
    cancel: () => cancel({ importId }),
    cancelling,
  };
}

/** How things stand; while an import's outcome is fetched nothing, rather than figures from before it. */
function useSummaryAfter(state: ImportState) {
  const { data, isFetching } = useSummary();
  const [settled, setSettled] = useState(!isRunning(state));
  const isSettled = !isRunning(state) && (settled || !isFetching);
  if (isSettled !== settled) setSettled(isSettled);
  return isRunning(state) || isSettled ? data : undefined;
}

function Import({ state }: { state: ImportState }) {
  const { chooseFiles } = useImporting();
  const { choose, cancel, cancelling } = useImportActions(state.id);
  const summary = useSummaryAfter(state);
  const { data: runs } = useRuns();
  const run = runs?.find(({ id }) => id === state.runId);
  const navigate = useNavigate();
  const done = state.step === 'done';
  const show = () => void navigate({ to: '/inventory' });
  useKeys([
    { keys: 'Ctrl+Enter', label: 'show the inventory', run: show, when: done, inText: true },
    { keys: 'o', label: 'import more files', run: chooseFiles },
  ]);
  return (
    <Page
      title="Import"
      crumbs={<RunsCrumb />}
      sentence={`${counted(state.files.length, 'file')}, ${shortTime(state.startedMs)}`}
      actions={
        <Button leftSection={<IconPlus {...ICON} />} rightSection={<KeyHint keys="o" />} onClick={chooseFiles}>
          Import more files
        </Button>
      }
      ground="bg"
      padded
      status={stepWords(state)[0]}
      end={state.step === 'reading' && rateWords(state)}
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          <StepsCard state={state} summary={summary} run={run} onCancel={cancel} cancelling={cancelling} />
          <ul className={classes.files} aria-label="Files">
            {state.files.map((file) => (
              <FileRow key={file.id} file={file} live={isRunning(state)} onChoose={choose} />
            ))}
          </ul>
          {(isRunning(state) || state.step === 'done') && (
            <SpansCard files={state.files} runId={state.runId} run={run} />
          )}
        </div>
        <div className={classes.aside}>
          <MaskedCard masked={state.masked} />
          <WarningsCard files={state.files} />
        </div>
      </div>
    </Page>
  );
}

/** One import: what each file is, how far it is, what came of it. */
export function ImportPage() {
  const { id } = route.useParams();
  const { data, isPending } = useImports();
  const state = data?.find((other) => other.id === id);
  useSpokenProgress(state);
  if (state) return <Import state={state} />;
  return isPending ? null : <Gone />;
}
