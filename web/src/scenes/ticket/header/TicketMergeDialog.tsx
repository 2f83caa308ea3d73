import { skipToken, useQuery } from '@apollo/client/react';
import { Button, Group, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { refusalOfAnswer } from '../../../client.js';
import { graphql } from '../../../gql/index.js';
import { Dialog } from '../../../parts/Dialog.js';
import { RefusalNotice } from '../../../parts/Notice.js';
import { Waiting } from '../../../parts/Waiting.js';
import { useVerb } from '../../../useVerb.js';
import { statusWords } from '../words.js';
import classes from './TicketMergeDialog.module.css';

const TicketMergeDialog_search = graphql(`
  query TicketMergeDialog_search($filter: TicketFilter!) {
    tickets(filter: $filter, first: 8) {
      nodes {
        id
        number
        subject
        status
        requesterName
      }
    }
  }
`);
const TicketMergeDialog_preview = graphql(`
  query TicketMergeDialog_preview($source: ID!, $target: ID!) {
    ticketMergePreview(sourceId: $source, targetId: $target) {
      status
      messageCount
      noteCount
      attachmentCount
      source {
        id
        callCount
      }
      target {
        id
        number
        subject
        assignee {
          id
          name
        }
        customer {
          id
          name
        }
      }
    }
  }
`);
const TicketMergeDialog_merge = graphql(`
  mutation TicketMergeDialog_merge($input: TicketMergeInput!) {
    ticketMerge(input: $input) {
      ticket {
        id
        number
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface TicketMergeDialogProps {
  readonly source: { readonly id: string; readonly number: number };
  readonly onClose: () => void;
  readonly onMerged: (target: { readonly id: string; readonly number: number }) => void;
}

/** Finds the ticket another goes on in, says what would move, and does it. */
export function TicketMergeDialog({ source, onClose, onMerged }: TicketMergeDialogProps) {
  const [text, setText] = useState('');
  const [target, setTarget] = useState<string | null>(null);
  return (
    <Dialog title={`Merge ticket ${source.number} into another`} size="lg" onClose={onClose}>
      {target === null ? <Search sourceId={source.id} text={text} onText={setText} onChoose={setTarget} /> : <Preview source={source} target={target} onBack={() => setTarget(null)} onMerged={onMerged} />}
    </Dialog>
  );
}

function Search({ sourceId, text, onText, onChoose }: { sourceId: string; text: string; onText: (text: string) => void; onChoose: (id: string) => void }) {
  const [words] = useDebouncedValue(text.trim(), 150);
  const number = /^#?(\d{1,9})$/.exec(words)?.[1];
  const { data, previousData, loading, error } = useQuery(TicketMergeDialog_search, words === '' ? skipToken : { variables: { filter: number === undefined ? { search: words.slice(0, 100) } : { number: Number(number) } } });
  const found = words === '' ? null : (data ?? previousData)?.tickets?.nodes.filter(({ id }) => id !== sourceId);
  return (
    <>
      <TextInput label="The ticket that goes on" description="Its number, or words of its subject or requester." value={text} onChange={event => onText(event.currentTarget.value)} data-autofocus />
      {error && <RefusalNotice refusal={refusalOfAnswer(error)} />}
      {loading && !found && <Waiting label="Searching" rows={3} height={32} />}
      {found?.length === 0 && !loading && <p className={classes.none}>No other ticket is like that.</p>}
      <ul className={classes.found} aria-label="Tickets found">
        {found?.map(({ id, number: shown, subject, status, requesterName }) => (
          <li key={id}>
            <UnstyledButton className={classes.hit} onClick={() => onChoose(id)}>
              <span className={classes.number}>{shown}</span>
              <span className={classes.subject}>{subject}</span>
              <span className={classes.detail}>
                {statusWords[status]}
                {requesterName && ` · ${requesterName}`}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}

function Preview({ source, target, onBack, onMerged }: { source: TicketMergeDialogProps['source']; target: string; onBack: () => void; onMerged: TicketMergeDialogProps['onMerged'] }) {
  const { data, error } = useQuery(TicketMergeDialog_preview, { variables: { source: source.id, target }, fetchPolicy: 'network-only' });
  const { run, busy, refusal } = useVerb(TicketMergeDialog_merge);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const preview = data?.ticketMergePreview;
  const no = refusal ?? (error && !preview ? refusalOfAnswer(error) : null);
  const handleMerge = async () => {
    const merged = (await run({ input: { sourceId: source.id, targetId: target, idempotencyKey } }))?.ticketMerge?.ticket;
    if (merged) onMerged(merged);
  };
  return (
    <>
      {no && <RefusalNotice refusal={no} takesFocus />}
      {!preview && !no && <Waiting label="Looking at what would move" rows={4} height={20} />}
      {preview && (
        <dl className={classes.preview}>
          <dt>Moves</dt>
          <dd>
            {counted([
              [preview.messageCount, 'message'],
              [preview.noteCount ?? 0, 'note'],
              [preview.attachmentCount, 'attachment'],
              [preview.source.callCount ?? 0, 'call'],
            ])}
          </dd>
          <dt>Ends</dt>
          <dd>Ticket {source.number}, closed. What its requester writes comes to ticket {preview.target.number}.</dd>
          <dt>Goes on</dt>
          <dd>
            {preview.target.number} {preview.target.subject}
          </dd>
          <dt>Is then</dt>
          <dd>
            {statusWords[preview.status]}, {preview.target.assignee ? `assigned to ${preview.target.assignee.name}` : 'nobody’s yet'}
            {preview.target.customer && `, customer ${preview.target.customer.name}`}
          </dd>
        </dl>
      )}
      <Group justify="end" gap={8} mt={20}>
        <Button variant="default" onClick={onBack}>
          Choose another
        </Button>
        <Button loading={busy} disabled={!preview} onClick={() => void handleMerge()}>
          Merge
        </Button>
      </Group>
    </>
  );
}

function counted(counts: readonly (readonly [count: number, noun: string])[]): string {
  const said = counts.filter(([count]) => count > 0).map(([count, noun]) => `${count} ${noun}${count === 1 ? '' : 's'}`);
  return said.length === 0 ? 'Nothing' : new Intl.ListFormat('en').format(said);
}
