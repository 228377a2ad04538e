import { Anchor, Button } from '@mantine/core';
import { IconDatabase, IconDownload, IconLock, IconPlus, IconWorld } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { Page } from '../../components/page.tsx';
import { type Importing, useImporting } from '../../data/importing.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { RecordingHelp } from './recording-help.tsx';
import classes from './start-page.module.css';

function FileChip({ icon, name }: { icon: ReactNode; name: string }) {
  return (
    <span className={classes.chip}>
      {icon}
      <span className="ea-mono">{name}</span>
    </span>
  );
}

function DropField({ chooseFiles, openSample }: Pick<Importing, 'chooseFiles' | 'openSample'>) {
  return (
    <section className={classes.drop}>
      <div className={classes.pair} aria-hidden="true">
        <FileChip icon={<IconWorld {...ICON} />} name="requests.har" />
        <IconPlus {...ICON} />
        <FileChip icon={<IconDatabase {...ICON} />} name="changes.jsonl" />
      </div>
      <h2 className={classes.dropTitle}>Drop files or a folder anywhere in this window</h2>
      <p className={classes.small}>Each file is recognised by its content, also inside .gz or a ZIP</p>
      <div className={classes.buttons}>
        <Button
          size="md"
          variant="filled"
          leftSection={<IconDownload {...ICON} />}
          rightSection={<KeyHint keys="o" />}
          onClick={chooseFiles}
        >
          Choose files
        </Button>
        <Button size="md" onClick={openSample}>
          Open the sample run
        </Button>
      </div>
      <p className={classes.small}>The sample is a real recording of a content platform. One of its GETs writes.</p>
    </section>
  );
}

function Card({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <h2 className={classes.cardTitle}>
        {icon}
        {title}
      </h2>
      {children}
    </section>
  );
}

/** The first page of an empty workspace: what this is for, and the three ways to begin. */
export function StartPage({ notices }: { notices?: ReactNode }) {
  const [help, setHelp] = useState(false);
  const { chooseFiles, openSample } = useImporting();
  useKeys([{ keys: 'o', label: 'choose files', run: chooseFiles }]);
  return (
    <Page title="Start" ground="bg" head={<span />}>
      {notices}
      <div className={classes.start}>
        <h1 className={classes.question}>Which endpoints change data when they should not?</h1>
        <p className={classes.lead}>
          Drop recorded requests and a database change log from the same time. Endpoint Audit works out which request
          changed which rows, and shows the proof.
        </p>
        <DropField chooseFiles={chooseFiles} openSample={openSample} />
        <div className={classes.cards}>
          <Card icon={<IconWorld {...ICON} />} title="Requests">
            <p>
              Browser: Network panel, export HAR <strong>with</strong> sensitive data. It is masked here.
            </p>
            <p>
              Playwright: <code>recordHar</code>, mode full.
            </p>
            <p>Proxy: any HAR 1.2. Server: OpenTelemetry traces, JSON access logs of nginx or Envoy.</p>
          </Card>
          <Card icon={<IconDatabase {...ICON} />} title="Changes">
            <p>PostgreSQL: wal2json, test_decoding, or the server log.</p>
            <p>Others: Debezium, mysqlbinlog, Maxwell, MongoDB, DynamoDB, audit tables.</p>
            <p>
              <Anchor component="button" fz="inherit" onClick={() => setHelp(true)}>
                Commands to copy
              </Anchor>
            </p>
          </Card>
          <Card icon={<IconLock {...ICON} />} title="Good to know">
            <p>Nothing leaves this machine; nothing is installed in the audited system.</p>
            <p>Secrets are masked before they are stored.</p>
            <p>One side alone can be read too: rules that need both say “not judged”.</p>
          </Card>
        </div>
      </div>
      <RecordingHelp opened={help} onClose={() => setHelp(false)} />
    </Page>
  );
}
