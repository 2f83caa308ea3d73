import { useApolloClient } from '@apollo/client/react';
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown, IconPaperclip } from '@tabler/icons-react';
import type { Editor as TiptapEditor } from '@tiptap/react';
import { type DragEvent, type FocusEvent, type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useActions } from '../../../actions.js';
import { useViewer } from '../../../desk/viewer.js';
import { RefusalNotice } from '../../../parts/Notice.js';
import { useToast } from '../../../parts/Toast.js';
import { type Refusal, refusalFrom } from '../../../refusal.js';
import { useVerb } from '../../../useVerb.js';
import { useInbox } from '../../inbox/after.js';
import { BeforeSending, type Doubt, type SaidMeanwhile } from './BeforeSending.js';
import classes from './Composer.module.css';
import { type DraftFile, type Mode, wordsOf } from './draft.js';
import { Editor } from './Editor.js';
import { Files } from './Files.js';
import { sendings_note, sendings_reply } from './sendings.js';
import { useDraft } from './useDraft.js';
import { useFiles } from './useFiles.js';
import { acceptedTypes, saidSince, speaksOfFile } from './warnings.js';

/** What the tabs may do with what is written below them. */
export interface WritingHandle {
  readonly focus: () => void;
  readonly insert: (html: string) => void;
}

interface WritingProps {
  readonly ref: Ref<WritingHandle>;
  readonly mode: Mode;
  readonly ticket: {
    readonly id: string;
    readonly requesterName?: string | null;
    readonly requesterAddress?: string | null;
    readonly replyAddress?: string | null;
    readonly messages?: { readonly nodes: readonly SaidMeanwhile[] } | null;
  };
  readonly onWriting: (isWriting: boolean) => void;
}

type Turn = 'PENDING' | 'OPEN' | 'RESOLVED';
const verbs: Readonly<Record<Turn, string>> = { PENDING: 'Send', OPEN: 'Send and keep open', RESOLVED: 'Send and resolve' };

/** The words, files and buttons of one draft. */
export function Writing({ ref, mode, ticket, onWriting }: WritingProps) {
  const { id: ticketId, messages } = ticket;
  const said = messages?.nodes ?? [];
  const { memberId, organizationId } = useViewer();
  const client = useApolloClient();
  const say = useToast();
  const inbox = useInbox();
  const { draft, isKept, change, clear } = useDraft({ organizationId, memberId, ticketId, mode }, said.at(-1)?.id ?? null);
  const onStored = useCallback((file: DraftFile) => change(({ files }) => ({ files: [...files, file] })), [change]);
  const files = useFiles(ticketId, draft.files, onStored);
  const reply = useVerb(sendings_reply);
  const note = useVerb(sendings_note);
  const editor = useRef<TiptapEditor | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const isSending = useRef(false);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => void (isHere.current = false);
  }, []);
  const [busy, setBusy] = useState<Turn | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [doubt, setDoubt] = useState<{ readonly is: Doubt; readonly turn: Turn } | null>(null);
  const [isFocused, setIsFocused] = useState(false);
  const [isDragged, setIsDragged] = useState(false);
  const hasWords = wordsOf(draft.html) !== '';

  useImperativeHandle(ref, () => ({
    focus: () => editor.current?.commands.focus('end'),
    insert: html => editor.current?.chain().focus().insertContent(html).run(),
  }), []);
  const isWriting = mode === 'reply' && isFocused && hasWords;
  useEffect(() => {
    onWriting(isWriting);
    return () => onWriting(false);
  }, [isWriting, onWriting]);

  // What is in the editor by now: a fast hand sends before the last letters were drawn.
  const written = (): string => {
    const now = editor.current;
    return now === null ? draft.html : now.isEmpty ? '' : now.getHTML();
  };
  const doubtOf = (html: string): Doubt | null => {
    if (mode !== 'reply') return null;
    const meanwhile = saidSince(said, draft.seen, memberId);
    if (meanwhile.length > 0) return { kind: 'meanwhile', said: meanwhile };
    return draft.files.length === 0 && speaksOfFile(html) ? { kind: 'file' } : null;
  };
  const send = async (turn: Turn, isSure = false) => {
    const html = written();
    if (isSending.current || wordsOf(html) === '') return;
    if (files.sending.length > 0) return setRefusal({ code: 'WAIT', message: 'A file is not there yet. Send once it is, or remove it.' });
    const is = isSure ? null : doubtOf(html);
    setDoubt(is && { is, turn });
    setRefusal(null);
    if (is) return;
    isSending.current = true;
    setBusy(turn);
    const input = { ticketId, html, attachmentIds: draft.files.map(({ id }) => id), idempotencyKey: draft.key };
    try {
      if (mode === 'reply') await reply.ask({ input: { ...input, status: turn } });
      else await note.ask({ input });
      clear();
      editor.current?.commands.clearContent();
      say(mode === 'note' ? 'The note is added.' : turn === 'RESOLVED' ? 'The reply is on its way, and the ticket resolved.' : 'The reply is on its way.');
      if (mode === 'reply' && turn === 'RESOLVED') inbox?.onResolved(ticketId);
      void client.refetchQueries({ include: ['TicketScene'] }); // also where no live line tells
    } catch (error) {
      const no = refusalFrom(error);
      if (no.field === 'idempotencyKey') change(() => ({ key: crypto.randomUUID() })); // other words got through with it: these are another message
      setRefusal(no);
      if (!isHere.current) say(`${mode === 'reply' ? 'A reply' : 'A note'} was not sent: ${no.message} Its words are kept in its ticket.`);
    } finally {
      isSending.current = false;
      setBusy(null);
    }
  };
  const handleKey = (event: KeyboardEvent): boolean => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
    void send(event.shiftKey && mode === 'reply' ? 'RESOLVED' : 'PENDING');
    return true;
  };
  useActions(
    hasWords
      ? [
          { id: 'ticket.send', label: mode === 'reply' ? 'Send' : 'Add the note', group: 'Ticket', keys: 'mod+Enter', run: () => void send('PENDING') },
          ...(mode === 'reply' ? [{ id: 'ticket.sendAndResolve', label: 'Send and resolve', group: 'Ticket', keys: 'mod+Shift+Enter', run: () => void send('RESOLVED') }] : []),
        ]
      : [],
  );
  const handleDrop = (event: DragEvent) => {
    setIsDragged(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    files.add([...event.dataTransfer.files]);
  };
  const handleBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setIsFocused(false);
  };
  const waits = !hasWords || files.sending.some(one => one.refusal === null);

  return (
    <div className={classes.writing} data-dragged={isDragged || undefined} onFocus={() => setIsFocused(true)} onBlur={handleBlur} onDragOver={event => { event.preventDefault(); setIsDragged(true); }} onDragLeave={() => setIsDragged(false)} onDrop={handleDrop}>
      {mode === 'reply' ? (
        <p className={classes.people}>
          <span>
            To <strong>{ticket.requesterName ?? ticket.requesterAddress ?? 'whoever asked'}</strong>
            {ticket.requesterName && ticket.requesterAddress && ` ${ticket.requesterAddress}`}
          </span>
          <span>{ticket.replyAddress ? `From ${ticket.replyAddress}` : 'There is no mailbox to reply from yet'}</span>
        </p>
      ) : (
        <p className={classes.people}>Only members see it. It is never sent.</p>
      )}
      <Editor
        label={mode === 'reply' ? 'Reply' : 'Internal note'}
        placeholder={mode === 'reply' ? 'Write a reply' : 'Note something for your colleagues'}
        html={draft.html}
        isEditable={busy === null}
        onChange={html => change(() => ({ html }))}
        onFiles={files.add}
        onKey={handleKey}
        onReady={now => { editor.current = now; }}
        tools={
          <Tooltip label="Attach files: PDF, pictures, text and CSV, 25 MB together">
            <ActionIcon variant="subtle" color="gray" size={28} aria-label="Attach files" onClick={() => chooser.current?.click()}>
              <IconPaperclip size={17} stroke={1.7} aria-hidden />
            </ActionIcon>
          </Tooltip>
        }
      />
      <input ref={chooser} type="file" multiple accept={acceptedTypes} hidden aria-label="Files to attach" onChange={event => { files.add([...(event.currentTarget.files ?? [])]); event.currentTarget.value = ''; }} />
      <Files stored={draft.files} sending={files.sending} onRemove={id => change(now => ({ files: now.files.filter(file => file.id !== id) }))} onStop={files.remove} />
      {files.fault && <p role="alert" className={classes.bad}>{files.fault}</p>}
      {refusal && (
        <RefusalNotice refusal={refusal}>
          <span>Your words are kept.</span>
        </RefusalNotice>
      )}
      {doubt && <BeforeSending doubt={doubt.is} verb={verbs[doubt.turn]} onSend={() => void send(doubt.turn, true)} onBack={() => { setDoubt(null); editor.current?.commands.focus(); }} />}
      <div className={classes.foot}>
        <span className={classes.state} role="status">
          {!isKept ? 'This browser cannot keep the draft: send it before you go on.' : hasWords ? 'Draft kept in this browser' : ''}
        </span>
        {mode === 'note' ? (
          <Button size="sm" loading={busy !== null} disabled={waits} onClick={() => void send('PENDING')}>
            Add note
          </Button>
        ) : (
          <>
            <Button variant="default" loading={busy === 'RESOLVED'} disabled={waits || (busy !== null && busy !== 'RESOLVED')} onClick={() => void send('RESOLVED')}>
              Send and resolve
            </Button>
            <Button.Group>
              <Button loading={busy === 'PENDING' || busy === 'OPEN'} disabled={waits || busy === 'RESOLVED'} onClick={() => void send('PENDING')}>
                Send
              </Button>
              <Menu>
                <Menu.Target>
                  <Button px={8} aria-label="Other ways to send" disabled={waits || busy !== null} className={classes.split}>
                    <IconChevronDown size={16} stroke={1.8} aria-hidden />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => void send('PENDING')}>Send, and wait for an answer</Menu.Item>
                  <Menu.Item onClick={() => void send('OPEN')}>{verbs.OPEN}</Menu.Item>
                  <Menu.Item onClick={() => void send('RESOLVED')}>{verbs.RESOLVED}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </Button.Group>
          </>
        )}
      </div>
    </div>
  );
}
