import { ActionIcon, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { Flash } from '../../../parts/Flash.js';
import classes from './TicketHeader.module.css';

interface SubjectProps {
  readonly ticket: { readonly number: number; readonly subject: string };
  readonly titleRef: RefObject<HTMLHeadingElement | null>;
  readonly mayRename: boolean;
  readonly onRename: (subject: string) => void;
}

/** What a ticket is about, to be said in other words in its place. A change from elsewhere never overwrites what is being typed. */
export function Subject({ ticket, titleRef, mayRename, onRename }: SubjectProps) {
  const { number, subject } = ticket;
  const [draft, setDraft] = useState<string | null>(null);
  const isOdd = draft !== null && (draft.trim() === '' || [...draft.trim()].length > 200);
  const end = () => {
    setDraft(null);
    requestAnimationFrame(() => titleRef.current?.focus());
  };
  const keep = () => {
    if (draft === null || isOdd) return;
    if (draft.trim() !== subject) onRename(draft.trim());
    end();
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keep();
    if (event.key === 'Escape') end();
  };

  if (draft !== null) {
    return <TextInput className={classes.subjectInput} aria-label="Subject" value={draft} autoFocus onChange={event => setDraft(event.currentTarget.value)} onKeyDown={handleKey} onBlur={keep} error={isOdd && 'A subject has 1 to 200 characters.'} />;
  }
  return (
    <div className={classes.subject}>
      <h1 ref={titleRef} tabIndex={-1} className={classes.title}>
        <span className={classes.number}>{number}</span> <Flash value={subject}>{subject}</Flash>
      </h1>
      {mayRename && (
        <ActionIcon variant="subtle" color="gray" size={28} aria-label="Rename" onClick={() => setDraft(subject)}>
          <IconPencil size={16} stroke={1.7} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
