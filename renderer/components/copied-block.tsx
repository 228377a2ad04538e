import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './copied-block.module.css';
import { ICON } from './icon.ts';

/** Text to take elsewhere: a command, a setting. */
export function CopiedBlock({ text }: { text: string }) {
  return (
    <div className={classes.block}>
      <pre className={classes.text}>{text}</pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            size="xs"
            leftSection={copied ? <IconCheck {...ICON} /> : <IconCopy {...ICON} />}
            onClick={copy}
            aria-live="polite"
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
