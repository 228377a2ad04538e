import { NumberInput } from '@mantine/core';
import { formatPercent, upperBound } from '../../../shared/text.ts';
import { useNumberSetting } from './use-number-setting.ts';

/** How many calls without the fault prove a fix; every shipped finding is held against it anew. */
export function ProofNeeded({ saved }: { saved: number }) {
  const field = useNumberSetting('callsToProve', saved, 'Saved: every shipped finding is held against it.');
  return (
    <NumberInput
      label="Calls that prove a fix"
      description={`So many calls without the fault, after it is live. ${boundOf(field.shown)}`}
      min={20}
      max={100_000}
      allowDecimal={false}
      thousandSeparator=","
      {...field.props}
    />
  );
}

function boundOf(calls: number): string {
  if (calls < 20) return '';
  return `Then at most ${formatPercent(upperBound(calls))} of calls could still show it, 95 % sure.`;
}
