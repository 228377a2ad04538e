import { CopiedBlock } from '../../components/copied-block.tsx';
import { Dialog } from '../../components/dialog.tsx';
import classes from './recording-help.module.css';

/** The commands that record a change log; `shop` and `audit` are the reader's own names. */
const STEPS = [
  {
    title: 'Make a slot, once. PostgreSQL needs wal_level = logical.',
    command: 'pg_recvlogical -d shop --slot audit --create-slot -P wal2json',
  },
  {
    title: 'Record while you use the application. Ctrl C ends it.',
    command:
      'pg_recvlogical -d shop --slot audit --start -f changes.jsonl \\\n  -o format-version=2 -o include-pk=1 \\\n  -o include-xids=1 -o include-timestamp=1',
  },
  {
    title: 'Drop the slot. A forgotten one fills the disk of the server.',
    command: 'pg_recvlogical -d shop --slot audit --drop-slot',
  },
];

/** How to record the changes of a PostgreSQL database. */
export function RecordingHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Record the changes of a PostgreSQL database" size={680}>
      <ol className={classes.steps}>
        {STEPS.map(({ title, command }) => (
          <li key={title}>
            {title}
            <CopiedBlock text={command} />
          </li>
        ))}
      </ol>
      <p className={classes.last}>
        Links become certain when the application writes each request’s id into its transaction, for example with
        pg_logical_emit_message.
      </p>
    </Dialog>
  );
}
