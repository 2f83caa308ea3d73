import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { verify } from '../../auth.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { type Refusal, refusalFrom } from '../../refusal.js';

/** Proves the address on a click, not on load: mail scanners open links too, and must not prove anything. */
export function ProveAddress({ token }: { token: string }) {
  const [fate, setFate] = useState<'still' | 'busy' | 'proved' | Refusal>('still');
  const handleClick = () => {
    setFate('busy');
    verify(token).then(
      () => setFate('proved'),
      (error: unknown) => setFate(refusalFrom(error)),
    );
  };

  if (fate === 'proved') {
    return (
      <SplitPage title="Your address is confirmed" lead="Everything is ready. Sign in to start.">
        <Button component={Link} to="/sign-in" size="md" fullWidth autoFocus>
          Sign in
        </Button>
      </SplitPage>
    );
  }
  return (
    <SplitPage title="Confirm your address" lead="One click, and we know that this mailbox is yours.">
      {typeof fate === 'object' && <RefusalNotice refusal={fate} takesFocus />}
      {typeof fate === 'object' && fate.code === 'TOKEN_INVALID' ? (
        <Button component={Link} to="/verify" size="md" fullWidth>
          Get a new link
        </Button>
      ) : (
        <Button size="md" fullWidth loading={fate === 'busy'} onClick={handleClick}>
          Confirm address
        </Button>
      )}
    </SplitPage>
  );
}
