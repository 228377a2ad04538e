import { NumberInput } from '@mantine/core';
import { LIKELY } from '../../../shared/text.ts';
import classes from './settings-page.module.css';
import { useNumberSetting } from './use-number-setting.ts';

/** From which probability on a link counts; all runs are judged again. Lowering it is warned of. */
export function LikelyFrom({ saved }: { saved: number }) {
  const field = useNumberSetting('likelyFrom', saved, 'Saved: every run is judged by it.');
  return (
    <>
      <NumberInput
        label="A link counts from"
        description="The probability that a request caused a transaction. What is below says nothing of an endpoint."
        min={0.5}
        max={0.999}
        step={0.01}
        decimalScale={3}
        disabled={field.saving}
        {...field.props}
      />
      {field.shown < LIKELY && (
        <p className={classes.warning} role="status">
          Below {LIKELY}, of ten links that just count more than one may be wrong, and an endpoint may be accused of
          what another did. Request ids in the change log tell more without that.
        </p>
      )}
    </>
  );
}
