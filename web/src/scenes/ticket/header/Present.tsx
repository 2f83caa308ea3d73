import { useViewer } from '../../../desk/viewer.js';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Face } from '../../../parts/Face.js';
import { pathOf } from '../../../upload.js';
import classes from './TicketHeader.module.css';

const Present_presence = graphql(`
  fragment Present_presence on Presence {
    ticketId
    members {
      mode
      member {
        id
        name
        pictureUrl
      }
    }
  }
`);
const mostFaces = 4;

/** Who else has the ticket open, and who writes. */
export function Present(props: { presence: FragmentType<typeof Present_presence> | null | undefined }) {
  const { memberId } = useViewer();
  const others = read(Present_presence, props.presence)?.members.filter(({ member }) => member.id !== memberId) ?? [];
  if (others.length === 0) return null;
  const writing = others.filter(({ mode }) => mode === 'REPLYING').map(({ member }) => member.name);
  const names = others.map(({ member }) => member.name).join(', ');
  return (
    <div className={classes.present}>
      <span className={classes.faces} title={names}>
        {others.slice(0, mostFaces).map(({ member }) => (
          <Face key={member.id} id={member.id} name={member.name} picture={member.pictureUrl && pathOf(member.pictureUrl)} size={24} />
        ))}
      </span>
      <span data-writing={writing.length > 0}>{writing.length > 0 ? `${writing.join(' and ')} ${writing.length === 1 ? 'is' : 'are'} replying` : `${others.length <= 2 ? names : `${others.length} others`} ${others.length === 1 ? 'is' : 'are'} here`}</span>
    </div>
  );
}
