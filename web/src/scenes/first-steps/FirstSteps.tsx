import { useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { graphql } from '../../gql/index.js';
import { Row, Rows, Section } from '../../parts/Section.js';
import classes from './FirstSteps.module.css';

const FirstSteps_query = graphql(`
  query FirstSteps {
    mailboxes {
      id
    }
    members(first: 2, filter: { state: ACTIVE }) {
      totalCount
    }
    invitations(first: 1, filter: { state: PENDING }) {
      totalCount
    }
  }
`);

/** What whoever begins here does first; gone once it is done, and not shown to who may not do it. */
export function FirstSteps() {
  const { may, can } = useViewer();
  const isFounder = may('mailbox.create') && can('memberInvite');
  const { data } = useQuery(FirstSteps_query, { skip: !isFounder, fetchPolicy: 'cache-and-network' });
  if (!data?.mailboxes || !data.members) return null;
  const hasMail = data.mailboxes.length > 0;
  const hasPeople = data.members.totalCount > 1 || (data.invitations?.totalCount ?? 0) > 0;
  if (hasMail && hasPeople) return null;

  return (
    <Section id="first-steps" title="First steps" lead="Then your desk is at work.">
      <Rows label="First steps">
        <Step isDone={hasMail} title="Connect a mailbox" words="Mail your customers write becomes tickets here. It takes a minute.">
          <Button component={Link} to="/settings/mailboxes" variant={hasMail ? 'default' : 'filled'} size="compact-md">
            {hasMail ? 'See mailboxes' : 'Connect'}
          </Button>
        </Step>
        <Step isDone={hasPeople} title="Invite the people you work with" words="Each in a role, which says what they may see and do.">
          <Button component={Link} to="/settings/members" variant={hasMail && !hasPeople ? 'filled' : 'default'} size="compact-md">
            {hasPeople ? 'See members' : 'Invite'}
          </Button>
        </Step>
        <Step title="Ask the graph a question" words="Everything on these pages is one graph. The playground has examples to begin with.">
          <Button component="a" href="/playground" variant="default" size="compact-md">
            Open playground
          </Button>
        </Step>
      </Rows>
    </Section>
  );
}

function Step({ isDone = false, title, words, children }: { isDone?: boolean; title: string; words: string; children: ReactNode }) {
  const Icon = isDone ? IconCircleCheckFilled : IconCircle;
  return (
    <Row
      mark={<Icon size={20} stroke={1.6} className={classes.mark} data-done={isDone} aria-hidden />}
      title={title}
      tags={isDone && <span className={classes.done}>Done</span>}
      detail={words}
      action={children}
    />
  );
}
