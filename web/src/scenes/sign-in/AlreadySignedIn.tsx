import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { SignedIn } from '../../auth.js';
import { isOtherDocument } from '../../next.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { type Refusal, refusalFrom } from '../../refusal.js';
import { useSession } from '../../session.js';

/** Said to someone who is signed in and came to sign in: go on, or change the person. */
export function AlreadySignedIn({ session, next }: { session: SignedIn; next: string }) {
  return (
    <SplitPage
      title="You are signed in"
      lead={
        <>
          As <strong>{session.user.name}</strong>, {session.user.email}.
        </>
      }
    >
      {isOtherDocument(next) ? (
        <Button component="a" href={next} size="md" fullWidth>
          Continue
        </Button>
      ) : (
        <Button component={Link} to={next} size="md" fullWidth>
          Continue
        </Button>
      )}
      <LeaveButton label="Sign in as someone else" />
    </SplitPage>
  );
}

/** Ends the session, and says so when the house would not. */
export function LeaveButton({ label }: { label: string }) {
  const { leave } = useSession();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const handleClick = () => {
    setRefusal(null);
    leave().catch((error: unknown) => setRefusal(refusalFrom(error)));
  };
  return (
    <>
      <Button variant="default" size="md" fullWidth onClick={handleClick}>
        {label}
      </Button>
      {refusal && <RefusalNotice refusal={refusal} takesFocus />}
    </>
  );
}
