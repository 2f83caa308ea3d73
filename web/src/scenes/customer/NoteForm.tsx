import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { attempts } from '../../attempt.js';
import { graphql } from '../../gql/index.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { useVerb } from '../../useVerb.js';

const NoteForm_note = graphql(`
  mutation NoteForm_note($input: InteractionNoteInput!) {
    interactionNote(input: $input) {
      interaction {
        id
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** Writes down something about a customer that only colleagues see. */
export function NoteForm({ customerId, onNoted }: { customerId: string; onNoted: () => void }) {
  const [text, setText] = useState('');
  const [keyFor] = useState(() => attempts());
  const note = useVerb(NoteForm_note);
  const send = async () => {
    const input = { customerId, summary: text.trim() };
    if (input.summary === '' || note.busy) return;
    if (!(await note.run({ input: { ...input, idempotencyKey: keyFor(input) } }))) return;
    setText('');
    onNoted();
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  };
  return (
    <form
      style={{ display: 'grid', gap: 10 }}
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea size="md"
        aria-label="Note"
        placeholder="Met at the fair; wants the new price list."
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={handleKey}
        maxLength={5000}
        autosize
        minRows={2}
        maxRows={10}
      />
      {note.refusal && <RefusalNotice refusal={note.refusal} takesFocus />}
      <Button type="submit" loading={note.busy} disabled={text.trim() === ''} style={{ justifySelf: 'end' }}>
        Add note
      </Button>
    </form>
  );
}
