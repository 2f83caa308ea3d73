import { Button } from '@mantine/core';
import { useCallback } from 'react';
import { Link, useSearchParams } from 'react-router';
import { readInvitation } from '../../auth.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { SplitPage } from '../../parts/SplitPage.js';
import { useAnswer } from '../../parts/useAnswer.js';
import { Waiting } from '../../parts/Waiting.js';
import { useSession } from '../../session.js';
import { AcceptInvitation } from './AcceptInvitation.js';

const lost = 'Open the link in your invitation mail again; part of it got lost on the way.';

/** Opens the invitation behind a token. */
export function InvitationScene() {
  const token = useSearchParams()[0].get('token') ?? '';
  const { now: session } = useSession();
  const { now, again } = useAnswer(useCallback(() => readInvitation(token), [token]));

  if (token === '') return <SplitPage title="No invitation here" lead={lost} />;
  if (now.state === 'known' && session.state !== 'asking') {
    const signedIn = session.state === 'known' ? session.answer.session : null;
    return <AcceptInvitation token={token} invitation={now.answer} session={signedIn} />;
  }
  if (now.state === 'unknown') {
    const isSpent = now.refusal.code === 'TOKEN_INVALID';
    return (
      <SplitPage
        title={isSpent ? 'This invitation has ended' : 'The invitation did not open'}
        lead={isSpent ? 'It was used, withdrawn or is too old. Ask the person who invited you for a new one.' : undefined}
      >
        {!isSpent && <RefusalNotice refusal={now.refusal} />}
        {isSpent ? (
          <Button component={Link} to="/sign-in" variant="default" size="md" fullWidth>
            Sign in
          </Button>
        ) : (
          <Button variant="default" size="md" fullWidth onClick={again}>
            Try again
          </Button>
        )}
      </SplitPage>
    );
  }
  return (
    <SplitPage title="Your invitation">
      <Waiting label="Opening the invitation" rows={4} height={42} />
    </SplitPage>
  );
}
