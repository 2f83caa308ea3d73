import { useApolloClient } from '@apollo/client/react';
import { UnstyledButton } from '@mantine/core';
import { IconDots, IconLock, IconPhotoOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { refusalOfAnswer } from '../../../client.js';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Face } from '../../../parts/Face.js';
import { Moment } from '../../../parts/Moment.js';
import { RefusalNotice } from '../../../parts/Notice.js';
import { RowMenu } from '../../../parts/RowMenu.js';
import { Tag } from '../../../parts/Tag.js';
import { useToast } from '../../../parts/Toast.js';
import type { Refusal } from '../../../refusal.js';
import { pathOf } from '../../../upload.js';
import { speakerOf } from '../words.js';
import { Attachments } from './Attachments.js';
import { Delivery } from './Delivery.js';
import { MailFrame } from './MailFrame.js';
import { remoteImages, withoutStyles } from './mailDocument.js';
import classes from './Message.module.css';
import { PlainText } from './PlainText.js';
import { quotedIn, splitHtml } from './quotes.js';
import { save } from './save.js';

const MessageItem_message = graphql(`
  fragment MessageItem_message on Message {
    id
    kind
    text
    hasHtml
    hasQuote
    isAutomatic
    authorName
    authorAddress
    recipientAddress
    delivery
    deliveryReason
    createdAt
    messageId
    author {
      id
      name
      pictureUrl
    }
    attachments {
      id
      contentId
      url
    }
    ...Attachments_message
  }
`);
const MessageItem_source = graphql(`
  query MessageItem_source($id: ID!) {
    message(id: $id) {
      id
      rawUrl
    }
  }
`);
const MessageItem_full = graphql(`
  query MessageItem_full($id: ID!) {
    message(id: $id) {
      id
      fullText
    }
  }
`);

interface MessageItemProps {
  readonly ticketId: string;
  readonly message: FragmentType<typeof MessageItem_message>;
  /** Its HTML, once it is there. */
  readonly html: string | null;
  /** Whether it goes on from the one above: by the same author, at about the same time. */
  readonly isContinued: boolean;
}

/** Something said in a ticket: who, when and how far it is; its words, what it quotes, its files. */
export function MessageItem({ ticketId, html, isContinued, ...props }: MessageItemProps) {
  const message = read(MessageItem_message, props.message);
  const { id, kind, text, hasQuote, author, authorAddress, recipientAddress, delivery, deliveryReason, isAutomatic, createdAt } = message;
  const client = useApolloClient();
  const say = useToast();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [files] = useState(() => new Map(message.attachments.flatMap(({ contentId, url }) => (contentId ? [[contentId, pathOf(url)] as const] : []))));
  const isAsked = kind === 'INBOUND';
  const isMail = isAsked && message.messageId !== null;
  const who = speakerOf(message);

  const ask = async (work: () => Promise<void>) => {
    setRefusal(null);
    await work().catch((error: unknown) => setRefusal(refusalOfAnswer(error)));
  };
  const handleSource = () =>
    ask(async () => {
      const { data } = await client.query({ query: MessageItem_source, variables: { id }, fetchPolicy: 'no-cache' });
      if (data.message?.rawUrl) save(pathOf(data.message.rawUrl), 'message.eml');
      else say('This message has no source: it did not come as a mail.');
    });
  const handleLink = () => {
    const link = new URL(`/inbox/all/${ticketId}#message-${id}`, window.location.href).href;
    navigator.clipboard.writeText(link).then(() => say('The link is copied.'), () => say(link));
  };

  return (
    <div id={`message-${id}`} className={classes.message} data-kind={kind} data-continued={isContinued || undefined} role="article" aria-label={`${kind === 'NOTE' ? 'Internal note' : kind === 'REPLY' ? 'Reply' : 'Message'} by ${who}`}>
      <div className={classes.side}>{!isContinued && <Face id={isAsked ? (authorAddress ?? id) : (author?.id ?? id)} name={who} picture={isAsked ? null : author?.pictureUrl && pathOf(author.pictureUrl)} size={32} />}</div>
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.who}>{who}</span>
          {kind === 'NOTE' && (
            <span className={classes.internal}>
              <IconLock size={13} stroke={2} aria-hidden /> Internal
            </span>
          )}
          {isAsked && authorAddress && authorAddress !== who && <span className={classes.address}>{authorAddress}</span>}
          {isAsked && author && <span className={classes.address}>written down by {author.name}</span>}
          {kind === 'REPLY' && recipientAddress && <span className={classes.address}>to {recipientAddress}</span>}
          {isAutomatic && <Tag>Automatic</Tag>}
          <span className={classes.when}>
            {delivery && <Delivery state={delivery} />}
            <Moment at={createdAt} />
            <RowMenu
              label={`More for the message by ${who}`}
              verbs={[
                { label: 'Copy link', onChoose: handleLink },
                isMail && { label: 'Save raw source', onChoose: () => void handleSource() },
              ]}
            />
          </span>
        </div>
        {deliveryReason && (
          <p className={classes.reason} role="alert">
            {delivery === 'BOUNCED' ? 'It came back' : 'It was not sent'}: {deliveryReason}
          </p>
        )}
        {html === null ? <Words id={id} text={text} mayQuote={hasQuote} onAsk={ask} /> : <Html id={id} who={who} html={html} files={files} />}
        <Attachments message={message} shownInside={contentId => html?.includes('cid:') === true && files.has(contentId) && html.includes(`cid:${contentId}`)} />
        {refusal && <RefusalNotice refusal={refusal} />}
      </div>
    </div>
  );
}

function Html({ id, who, html, files }: { id: string; who: string; html: string; files: ReadonlyMap<string, string> }) {
  const { said, quoted } = useMemo(() => splitHtml(withoutStyles(html)), [html]);
  const [isOpen, setIsOpen] = useState(false);
  const blocked = remoteImages(said) + (isOpen ? remoteImages(quoted ?? '') : 0);
  return (
    <>
      <MailFrame title={`What ${who} wrote`} html={said} files={files} />
      {quoted !== null && <Fold id={id} isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />}
      {quoted !== null && isOpen && <MailFrame title={`What ${who} quoted`} html={quoted} files={files} />}
      {blocked > 0 && (
        <p className={classes.blocked}>
          <IconPhotoOff size={14} stroke={1.7} aria-hidden /> {blocked === 1 ? 'One remote image is' : `${blocked} remote images are`} not shown: fetching {blocked === 1 ? 'it' : 'them'} would tell its sender that you read this.
        </p>
      )}
    </>
  );
}

function Words({ id, text, mayQuote, onAsk }: { id: string; text: string; mayQuote: boolean; onAsk: (work: () => Promise<void>) => Promise<void> }) {
  const client = useApolloClient();
  const [quoted, setQuoted] = useState<string | null | undefined>();
  const [isOpen, setIsOpen] = useState(false);
  const handleToggle = () => {
    setIsOpen(!isOpen);
    if (quoted !== undefined) return;
    void onAsk(async () => {
      const { data } = await client.query({ query: MessageItem_full, variables: { id } });
      setQuoted(quotedIn(data.message?.fullText ?? '', text));
    });
  };
  return (
    <>
      <PlainText text={text} />
      {mayQuote && <Fold id={id} isOpen={isOpen} onToggle={handleToggle} />}
      {isOpen && quoted && (
        <div className={classes.quoted}>
          <PlainText text={quoted} />
        </div>
      )}
      {isOpen && quoted === null && <p className={classes.blocked}>Nothing is quoted in it.</p>}
    </>
  );
}

function Fold({ id, isOpen, onToggle }: { id: string; isOpen: boolean; onToggle: () => void }) {
  return (
    <UnstyledButton className={classes.fold} aria-expanded={isOpen} aria-label={isOpen ? 'Hide what it quotes' : 'Show what it quotes'} data-fold={id} onClick={onToggle}>
      <IconDots size={16} stroke={2} aria-hidden />
    </UnstyledButton>
  );
}
