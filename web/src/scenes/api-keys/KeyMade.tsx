import { Button } from '@mantine/core';
import { CopyLine } from '../../parts/CopyLine.js';
import { Notice } from '../../parts/Notice.js';

/** The secret of a new key, this once, with a line that proves it works. */
export function KeyMade({ secret, onClose }: { secret: string; onClose: () => void }) {
  const curl = [
    `curl ${window.location.origin}/graphql`,
    `-H 'authorization: Bearer ${secret}'`,
    `-H 'content-type: application/json'`,
    `-d '{"query":"{ viewer { name role { name } permissions } }"}'`,
  ].join(' \\\n  ');
  return (
    <div style={{ display: 'grid', gap: 18 }}>
      <Notice tone="good">Keep it somewhere safe now. It is shown this once, and nobody can read it again.</Notice>
      <CopyLine label="Key" value={secret} />
      <CopyLine label="Try it" value={curl} />
      <Button size="md" fullWidth onClick={onClose} data-autofocus>
        I have kept it
      </Button>
    </div>
  );
}
