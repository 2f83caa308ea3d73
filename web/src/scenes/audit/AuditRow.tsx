import { type FragmentType, graphql, read } from '../../gql/index.js';
import { exact } from '../../moment.js';
import { Face } from '../../parts/Face.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { Opener } from '../settings/list/Opener.js';
import classes from './AuditRow.module.css';
import { Changes } from './Changes.js';

const AuditRow_entry = graphql(`
  fragment AuditRow_entry on AuditEntry {
    id
    at
    action
    actorKind
    subjectId
    requestId
    before
    after
    actor {
      id
      name
    }
  }
`);

interface AuditRowProps {
  readonly entry: FragmentType<typeof AuditRow_entry>;
  readonly onSubject: (id: string) => void;
  readonly onRequest: (id: string) => void;
}

const kinds: Readonly<Record<string, string>> = { API_KEY: 'By API key', ACCESS_TOKEN: 'By access token' };

/** One entry: who did what, and what was different afterwards. What it was done to, and the request, show the others of the same. */
export function AuditRow({ onSubject, onRequest, ...props }: AuditRowProps) {
  const { at, action, actor, actorKind, subjectId, requestId, before, after } = read(AuditRow_entry, props.entry);
  const name = actor?.name ?? (actorKind === 'SYSTEM' ? 'The house' : 'Somebody who is gone');
  return (
    <Row
      mark={<Face id={actor?.id ?? actorKind} name={name} size={28} />}
      title={
        <>
          {name} <code className={classes.action}>{action}</code>
        </>
      }
      tags={kinds[actorKind] && <Tag>{kinds[actorKind]}</Tag>}
      facts={<time dateTime={at}>{exact(new Date(at))}</time>}
      note={
        <div className={classes.note}>
          <Changes before={before} after={after} />
          <p className={classes.ids}>
            <span>
              to <Opener onOpen={() => onSubject(subjectId)}><code>{subjectId}</code></Opener>
            </span>
            <span>
              in request <Opener onOpen={() => onRequest(requestId)}><code>{requestId}</code></Opener>
            </span>
          </p>
        </div>
      }
    />
  );
}
