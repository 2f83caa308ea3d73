import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './CopyLine.module.css';

/** A text to be taken along exactly as it is. */
export function CopyLine({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.line}>
      <div className={classes.head}>
        <span className={classes.label}>{label}</span>
        <CopyButton value={value} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            >
              <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
              <span className={classes.hidden}> {label}</span>
            </Button>
          )}
        </CopyButton>
      </div>
      <pre className={classes.text} tabIndex={0} aria-label={label}>
        <code>{value}</code>
      </pre>
    </div>
  );
}
