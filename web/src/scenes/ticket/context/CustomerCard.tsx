import { IconBuilding, IconLink, IconMail, IconPhone } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type FragmentType, graphql, read } from '../../../gql/index.js';
import { Face } from '../../../parts/Face.js';
import { Card, type CardPart } from './Card.js';
import classes from './ContextPane.module.css';

const CustomerCard_ticket = graphql(`
  fragment CustomerCard_ticket on Ticket {
    id
    requesterName
    requesterAddress
    customer {
      id
      name
      kind
      note
      language
      company {
        id
        name
      }
      identities {
        id
        kind
        value
        verified
      }
    }
  }
`);
const icons = { MAIL: IconMail, PHONE: IconPhone, EXTERNAL: IconLink } as const;

/** Whose ticket it is, how they are reached, and what was noted of them. */
export function CustomerCard({ isFailed, onAgain, ...props }: CardPart<FragmentType<typeof CustomerCard_ticket>>) {
  const { customer, requesterName, requesterAddress } = read(CustomerCard_ticket, props.ticket);
  if (!customer) {
    return (
      <Card title="Customer" isFailed={isFailed} onAgain={onAgain}>
        <p className={classes.words}>{requesterName ?? requesterAddress ?? 'Not known yet.'}</p>
        {requesterName && requesterAddress && <p className={classes.faint}>{requesterAddress}</p>}
      </Card>
    );
  }
  const { id, name, company, note, language, identities } = customer;
  return (
    <Card title="Customer" isFailed={isFailed} onAgain={onAgain}>
      <div className={classes.person}>
        <Face id={id} name={name} size={36} />
        <div className={classes.personWords}>
          <Link to={`/customers/${id}`} className={classes.name}>
            {name}
          </Link>
          {company && (
            <span className={classes.faint}>
              <IconBuilding size={13} stroke={1.7} aria-hidden /> {company.name}
            </span>
          )}
        </div>
      </div>
      {identities.length > 0 && (
        <ul className={classes.list} aria-label="How they are reached">
          {identities.slice(0, 6).map(identity => {
            const Icon = icons[identity.kind];
            return (
              <li key={identity.id} className={classes.contact}>
                <Icon size={14} stroke={1.7} aria-hidden />
                <span>{identity.value ?? 'Known, and not shown to your role'}</span>
              </li>
            );
          })}
        </ul>
      )}
      {language && <p className={classes.faint}>Speaks {languageName(language)}</p>}
      {note && <p className={classes.note}>{note}</p>}
    </Card>
  );
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
