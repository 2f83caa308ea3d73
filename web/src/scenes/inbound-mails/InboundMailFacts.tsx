import { type FragmentType, graphql, read } from '../../gql/index.js';
import { exact } from '../../moment.js';
import { sizeWords } from '../ticket/words.js';
import { Facts } from '../settings/list/Facts.js';
import { Source } from '../settings/list/Source.js';
import { InboundMailTags, subjectOf } from './InboundMailRow.js';
import classes from './InboundMailFacts.module.css';

const InboundMailFacts_mail = graphql(`
  fragment InboundMailFacts_mail on InboundMail {
    id
    state
    kind
    subject
    reason
    receivedAt
    sentAt
    size
    messageId
    envelopeSender
    signals
    text
    isCut
    from {
      name
      address
    }
    to {
      name
      address
    }
    cc {
      name
      address
    }
    files {
      filename
      contentType
      size
    }
  }
`);

interface Address {
  readonly name: string;
  readonly address: string;
}

const written = ({ name, address }: Address) => (name ? `${name} <${address}>` : address);

/** What is known of a mail, and what it says as plain text. */
export function InboundMailFacts(props: { mail: FragmentType<typeof InboundMailFacts_mail> }) {
  const mail = read(InboundMailFacts_mail, props.mail);
  return (
    <div className={classes.mail}>
      <h3 className={classes.subject}>
        {subjectOf(mail.subject)} <InboundMailTags state={mail.state} kind={mail.kind} />
      </h3>
      <Facts
        facts={[
          ['Why unreadable', mail.reason],
          ['From', mail.from && written(mail.from)],
          ['To', mail.to.map(written).join(', ')],
          ['Copies to', mail.cc.map(written).join(', ')],
          ['Written', mail.sentAt && exact(new Date(mail.sentAt))],
          ['Arrived', exact(new Date(mail.receivedAt))],
          ['Its server said', mail.envelopeSender || 'nobody: nothing is to be answered'],
          ['Hints', mail.signals.join(', ')],
          ['Files', mail.files.map(file => `${file.filename || file.contentType} (${sizeWords(file.size)})`).join(', ')],
          ['Size', sizeWords(mail.size)],
          ['Message-ID', <code>{mail.messageId}</code>],
        ]}
      />
      {mail.text && <Source label={mail.isCut ? 'Text, its beginning' : 'Text'} text={mail.text} isProse />}
    </div>
  );
}
