import { SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorNote } from '../../components/error-note.tsx';
import { Page } from '../../components/page.tsx';
import { setPreferences, usePreferences } from '../../data/preferences.ts';
import { useSettings } from '../../data/queries.ts';
import { TemplatesSection } from '../../templates/templates-section.tsx';
import { AuditTables } from './audit-tables.tsx';
import { BodyLimit } from './body-limit.tsx';
import { GoneFindings } from './gone-findings.tsx';
import { LikelyFrom } from './likely-from.tsx';
import { MaskedNames, MaskedPlaces } from './masking.tsx';
import { ProofNeeded } from './proof-needed.tsx';
import { RequestIdNames } from './request-ids.tsx';
import { SavedText } from './saved-text.tsx';
import classes from './settings-page.module.css';
import { WorkspaceFile } from './workspace-file.tsx';

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{title}</h2>
      {children}
    </section>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly data: { value: Value; label: string }[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, ...control }: ChoiceProps<Value>) {
  return (
    <div className={classes.choice}>
      <span>{label}</span>
      <SegmentedControl size="xs" aria-label={label} {...control} />
    </div>
  );
}

function Look() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { density } = usePreferences();
  return (
    <Section title="Look, on this machine">
      <Choice
        label="Theme"
        value={colorScheme}
        onChange={setColorScheme}
        data={[
          { value: 'auto', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <Choice
        label="Rows"
        value={density}
        onChange={(value) => setPreferences({ density: value })}
        data={[
          { value: 'comfortable', label: 'Comfortable, two lines' },
          { value: 'compact', label: 'Compact, one line' },
        ]}
      />
    </Section>
  );
}

function Keys() {
  const { singleKeys } = usePreferences();
  return (
    <Section title="Keys, on this machine">
      <Switch
        label="Single keys, such as j, x and g i"
        description="Off: only named keys and keys with Ctrl work, for speech input and screen readers."
        checked={singleKeys}
        onChange={(event) => setPreferences({ singleKeys: event.currentTarget.checked })}
      />
    </Section>
  );
}

type Settings = NonNullable<ReturnType<typeof useSettings>['data']>;

/** Who and where, and what counts as proof. */
function Basics({ data }: { data: Settings }) {
  return (
    <>
      <Section title="You">
        <SavedText
          name="person"
          label="Your name"
          description="Stands in the history of every decision."
          saved={data.person}
        />
      </Section>
      <Section title="Workspace">
        <SavedText name="workspaceName" label="Name" saved={data.workspaceName} />
        <WorkspaceFile file={data.file} />
      </Section>
      <Section title="Proof">
        <ProofNeeded saved={data.callsToProve} />
        <LikelyFrom saved={data.likelyFrom} />
      </Section>
      <Section title="Migration notes">
        <SavedText
          name="notesAddress"
          label="Address where notes are published"
          description="For the Link header: https://docs.example/changes. Without one the notes say where to put it."
          saved={data.notesAddress}
          mayBeEmpty
        />
        <SavedText
          name="templatesFolder"
          label="Folder with your templates"
          description="Its note.md, notes.md and notes.html take the place of the program's. The cli command templates writes these to begin with."
          saved={data.templatesFolder}
          mayBeEmpty
        />
      </Section>
    </>
  );
}

/** How captures are read, and what they left. */
function Reading({ data }: { data: Settings }) {
  return (
    <>
      <Section title="Route templates">
        <TemplatesSection />
      </Section>
      <Section title="Masking">
        <MaskedPlaces places={data.masked} />
        <MaskedNames saved={data.maskedNames} />
      </Section>
      <Section title="Request ids">
        <RequestIdNames saved={data.requestIdNames} />
      </Section>
      {data.auditTables.length > 0 && (
        <Section title="Audit tables">
          <AuditTables tables={data.auditTables} />
        </Section>
      )}
      <Section title="Bodies">
        <BodyLimit saved={data.bodyKib} />
      </Section>
      <Section title="Decisions without a finding">
        <GoneFindings />
      </Section>
    </>
  );
}

/** Of this machine, and of the workspace, which holds for everyone who opens it. */
export function SettingsPage() {
  const { data, error, refetch } = useSettings();
  return (
    <Page title="Settings" ground="bg" padded>
      <div className={classes.settings}>
        <div className={classes.column}>
          <Look />
          <Keys />
          {data && <Basics data={data} />}
        </div>
        <div className={classes.column}>
          {error && <ErrorNote what="The settings could not be read." error={error} onRetry={() => void refetch()} />}
          {!error && data && <Reading data={data} />}
        </div>
      </div>
    </Page>
  );
}
