import { IconArrowRight } from '@tabler/icons-react';
import { ICON } from './icon.ts';

/** `before → after`, where the arrow is a picture and readers hear "to". */
export function Arrow() {
  return (
    <>
      <IconArrowRight {...ICON} size={14} />
      <span className="ea-hidden">to</span>
    </>
  );
}
