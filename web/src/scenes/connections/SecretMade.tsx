import { Button } from '@mantine/core';
import { CopyLine } from '../../parts/CopyLine.js';
import { Notice } from '../../parts/Notice.js';
import classes from './SecretMade.module.css';

interface SecretMadeProps {
  readonly hookUrl: string;
  readonly secret: string;
  /** Said where another secret still opens. */
  readonly words?: string;
  readonly onClose: () => void;
}

/** Where a provider is to call, and with which secret, this once. */
export function SecretMade({ hookUrl, secret, words, onClose }: SecretMadeProps) {
  return (
    <div className={classes.made}>
      <Notice tone="good">Give both to the provider now. The secret is shown this once, and nobody can read it again. {words}</Notice>
      <CopyLine label="Address" value={hookUrl} />
      <CopyLine label="Secret" value={secret} />
      <Button size="md" fullWidth onClick={onClose} data-autofocus>
        The provider has them
      </Button>
    </div>
  );
}
