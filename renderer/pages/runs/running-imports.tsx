import { Link } from '@tanstack/react-router';
import { counted } from '../../components/format.ts';
import { useImports } from '../../data/queries.ts';
import { isRunning } from '../../data/running.ts';
import { rateWords, stepWords } from '../import/import-words.ts';
import classes from './running-imports.module.css';

/** Imports under way, each a link to its page. */
export function RunningImports() {
  const { data } = useImports();
  return data?.filter(isRunning).map((state) => (
    <Link key={state.id} to="/runs/import/$id" params={{ id: state.id }} className={classes.running}>
      <strong>{stepWords(state)[0]}</strong>
      <span>{counted(state.files.length, 'file')}</span>
      <span className={classes.rate}>{rateWords(state)}</span>
    </Link>
  ));
}
