import { Button } from '@mantine/core';
import { useState } from 'react';
import { refusalOfAnswer } from '../client.js';
import type { Refusal } from '../refusal.js';
import { RefusalNotice } from './Notice.js';
import { Inset } from './Section.js';

interface MoreProps {
  readonly page: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly onMore: (after: string) => Promise<unknown>;
}

/** Fetches the next page of a list; nothing when there is none. */
export function More({ page, onMore }: MoreProps) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { hasNextPage, endCursor } = page;
  if (!hasNextPage || !endCursor) return null;
  const handleClick = () => {
    setBusy(true);
    setRefusal(null);
    onMore(endCursor)
      .catch((error: unknown) => setRefusal(refusalOfAnswer(error)))
      .finally(() => setBusy(false));
  };
  return (
    <Inset>
      {refusal && <RefusalNotice refusal={refusal} />}
      <Button variant="subtle" fullWidth loading={busy} onClick={handleClick}>
        Show more
      </Button>
    </Inset>
  );
}
