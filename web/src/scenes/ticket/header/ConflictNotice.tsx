import { useFragment } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { graphql } from '../../../gql/index.js';
import { Notice } from '../../../parts/Notice.js';
import { plain, priorityWords, statusWords } from '../words.js';
import type { Conflict } from './useTicketVerb.js';

const ConflictNotice_ticket = graphql(`
  fragment ConflictNotice_ticket on Ticket {
    id
    subject
    status
    priority
    tags
    assignee {
      id
      name
    }
    team {
      id
      name
    }
    history(first: 100) {
      nodes {
        id
        kind
        actor {
          id
          name
        }
      }
    }
  }
`);

/** Says who was faster, and lets the viewer take that or keep theirs. */
export function ConflictNotice({ id, conflict }: { id: string; conflict: Conflict }) {
  const { data } = useFragment({ fragment: ConflictNotice_ticket, from: { __typename: 'Ticket', id } }) as unknown as { readonly data: Seen };
  const who = data.history?.nodes?.findLast(({ kind }) => kind.toLowerCase() === conflict.field)?.actor?.name ?? 'Somebody';
  return (
    <Notice>
      <span>
        {who} set {theirs(data, conflict.field)} meanwhile. You chose {conflict.mine}.
      </span>
      <Group gap={8} mt={8}>
        <Button size="xs" variant="default" onClick={conflict.take}>
          Take theirs
        </Button>
        <Button size="xs" onClick={conflict.keep}>
          Keep mine
        </Button>
      </Group>
    </Notice>
  );
}

interface Seen {
  readonly subject?: string;
  readonly status?: keyof typeof statusWords;
  readonly priority?: keyof typeof priorityWords;
  readonly tags?: readonly string[];
  readonly assignee?: { readonly name: string } | null;
  readonly team?: { readonly name: string } | null;
  readonly history?: { readonly nodes?: readonly { readonly kind: string; readonly actor?: { readonly name: string } | null }[] } | null;
}

function theirs({ status, priority, subject, tags, assignee, team }: Seen, field: string): string {
  if (field === 'status') return status ? statusWords[status] : '';
  if (field === 'priority') return priority ? priorityWords[priority] : '';
  if (field === 'assignee') return assignee?.name ?? 'nobody';
  if (field === 'team') return team?.name ?? 'no team';
  if (field === 'subject') return `“${subject ?? ''}”`;
  return field === 'tags' ? (tags ?? []).join(', ') || 'no tags' : plain(field);
}
