import { Button } from '@mantine/core';
import { useState } from 'react';
import { resendVerification } from '../../auth.js';
import { Notice, RefusalNotice } from '../../parts/Notice.js';
import { type Refusal, refusalFrom } from '../../refusal.js';

/** Sends the proof of address again, and says what became of it. */
export function ResendButton({ email, label }: { email: string; label: string }) {
  const [fate, setFate] = useState<'still' | 'busy' | 'sent' | Refusal>('still');
  const handleClick = () => {
    setFate('busy');
    resendVerification(email).then(
      () => setFate('sent'),
      (error: unknown) => setFate(refusalFrom(error)),
    );
  };
  if (fate === 'sent') return <Notice tone="good">Sent. The link in the latest mail is the one that counts.</Notice>;
  return (
    <>
      <Button type="button" variant="default" size="sm" loading={fate === 'busy'} onClick={handleClick}>
        {label}
      </Button>
      {typeof fate === 'object' && <RefusalNotice refusal={fate} takesFocus />}
    </>
  );
}
