import type { FindingRow } from '../../../shared/views.ts';
import { useSelection } from '../../components/use-selection.ts';

/** Which findings' notes leave: all, but for those that a person left out. */
export interface Included {
  readonly keys: readonly string[];
  readonly has: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  /** For all that the filter shows. */
  readonly setAll: (included: boolean) => void;
}

export function useIncluded(findings: readonly FindingRow[], shown: readonly FindingRow[]): Included {
  const leftOut = useSelection();
  const has = (key: string) => !leftOut.keys.has(key);
  return {
    keys: findings.map(({ key }) => key).filter(has),
    has,
    toggle: leftOut.toggle,
    setAll: (included) => {
      const here = shown.map(({ key }) => key);
      if (included) leftOut.set([...leftOut.keys].filter((key) => !here.includes(key)));
      else leftOut.add(...here);
    },
  };
}
