import { KeyHint } from '../components/key-hint.tsx';
import { useLayers } from '../keys/use-keys.ts';
import classes from './sequence-hint.module.css';

/** While a sequence waits for its second key: what may follow. */
export function SequenceHint({ pressed }: { pressed: string }) {
  const layers = useLayers();
  if (!pressed) return null;
  const next = layers.flatMap((layer) => layer.bindings).filter(({ keys }) => keys.startsWith(`${pressed} `));
  return (
    <div className={classes.hint} aria-hidden="true">
      <KeyHint keys={pressed} />
      {next.map(({ keys, label }) => (
        <span key={keys} className={classes.entry}>
          <KeyHint keys={keys.slice(pressed.length + 1)} />
          {label}
        </span>
      ))}
    </div>
  );
}
