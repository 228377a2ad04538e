import { NumberInput } from '@mantine/core';
import { useNumberSetting } from './use-number-setting.ts';

/** How much of a body is kept. */
export function BodyLimit({ saved }: { saved: number }) {
  const { props } = useNumberSetting('bodyKib', saved, 'Saved: it holds for files imported from now on.');
  return (
    <NumberInput
      label="Keep of each body"
      description="Longer bodies are cut there; values behind the cut still link requests to rows. Static files' bodies are not kept."
      suffix=" KiB"
      min={1}
      max={16_384}
      allowDecimal={false}
      {...props}
    />
  );
}
