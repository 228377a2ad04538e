import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ICON } from '../../components/icon.ts';
import { useImporting } from '../../data/importing.tsx';
import { useSummary } from '../../data/queries.ts';
import classes from './recovered.module.css';

/** The program stopped during the last import: what was left of it is gone, and it can be done again. */
export function Recovered() {
  const { chooseFiles } = useImporting();
  const { data } = useSummary();
  if (!data?.recovered) return null;
  return (
    <div className={classes.note}>
      <IconAlertTriangle {...ICON} className={classes.sign} />
      <p className={classes.text}>The last import did not finish and was removed: {data.recovered}.</p>
      <Button size="xs" onClick={chooseFiles}>
        Import again
      </Button>
    </div>
  );
}
