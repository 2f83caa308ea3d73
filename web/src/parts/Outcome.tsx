import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { refusalOfAnswer } from '../client.js';
import { RequestId } from './Notice.js';
import { Empty, Inset } from './Section.js';
import { Waiting } from './Waiting.js';

interface OutcomeProps<T> {
  readonly what: string;
  readonly rows: T | null | undefined;
  readonly loading: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** How many rows are coming, and how high they are. */
  readonly skeleton?: { readonly rows: number; readonly height: number };
  readonly children: (rows: T) => ReactNode;
}

/** A card's body while it waits, when the viewer may not see it, when it failed, and when it is there. */
export function Outcome<T>({ what, rows, loading, error, onRetry, skeleton = { rows: 3, height: 24 }, children }: OutcomeProps<T>) {
  if (rows !== null && rows !== undefined) return children(rows);
  if (error) {
    const refusal = refusalOfAnswer(error);
    if (refusal.code === 'FORBIDDEN') {
      return <Empty title={`Your role does not show ${what}`} words="An owner or administrator of this organization can change that." />;
    }
    return (
      <div role="alert">
        <Empty
          title={`The ${what} did not load`}
          words={
            <>
              {refusal.message}
              <RequestId id={refusal.requestId} />
            </>
          }
          action={
            <Button variant="default" onClick={onRetry}>
              Try again
            </Button>
          }
        />
      </div>
    );
  }
  if (!loading) return <Empty title={`No ${what}`} words="There is nothing to show." />;
  return (
    <Inset>
      <Waiting label={`Loading ${what}`} {...skeleton} />
    </Inset>
  );
}
