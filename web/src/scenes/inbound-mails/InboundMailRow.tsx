import { type FragmentType, graphql, read } from '../../gql/index.js';
import type { InboundMailKind, InboundMailState } from '../../gql/graphql.js';
import { Moment } from '../../parts/Moment.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { Opener } from '../settings/list/Opener.js';

const InboundMailRow_mail = graphql(`
  fragment InboundMailRow_mail on InboundMail {
    id
    state
    kind
    subject
    reason
    receivedAt
    from {
      name
      address
    }
  }
`);

const kindWords = { HUMAN: null, AUTOMATIC: 'Automatic', BOUNCE: 'Bounce', OWN: 'Ours' } satisfies Record<InboundMailKind, string | null>;

/** How far a mail is, and what wrote it, where that is not a person. */
export function InboundMailTags({ state, kind }: { state: InboundMailState; kind: InboundMailKind | null | undefined }) {
  const words = kind && kindWords[kind];
  return (
    <>
      {state === 'UNREADABLE' && <Tag tone="bad">Unreadable</Tag>}
      {state === 'RECEIVED' && <Tag tone="accent">Waiting</Tag>}
      {words && <Tag tone={kind === 'BOUNCE' ? 'warn' : 'plain'}>{words}</Tag>}
    </>
  );
}

/** What a mail is called here. */
export const subjectOf = (subject: string | null | undefined): string => (subject === '' ? '(no subject)' : (subject ?? 'A mail not read yet'));

/** One mail that arrived. */
export function InboundMailRow({ onOpen, ...props }: { mail: FragmentType<typeof InboundMailRow_mail>; onOpen: () => void }) {
  const { state, kind, subject, reason, receivedAt, from } = read(InboundMailRow_mail, props.mail);
  return (
    <Row
      title={<Opener onOpen={onOpen}>{state === 'UNREADABLE' && !subject ? 'A mail nobody could read' : subjectOf(subject)}</Opener>}
      tags={<InboundMailTags state={state} kind={kind} />}
      detail={reason ?? (from && (from.name ? `${from.name} · ${from.address}` : from.address))}
      facts={<Moment at={receivedAt} />}
    />
  );
}
