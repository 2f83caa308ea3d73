import { type FragmentType, graphql, read } from '../../gql/index.js';
import { CopyLine } from '../../parts/CopyLine.js';
import { Notice } from '../../parts/Notice.js';
import { Inset, Section } from '../../parts/Section.js';
import { sandboxMailbox } from '../../sandbox.js';
import classes from './MailboxSetUp.module.css';

const MailboxSetUp_mailbox = graphql(`
  fragment MailboxSetUp_mailbox on Mailbox {
    id
    name
    address
    inboundAddress
    state
  }
`);

/** How the mail of a mailbox gets here, in three steps. */
export function MailboxSetUp(props: { mailbox: FragmentType<typeof MailboxSetUp_mailbox> }) {
  const { name, address, inboundAddress, state } = read(MailboxSetUp_mailbox, props.mailbox);
  return (
    <Section id="set-up" title={`How mail gets to ${name}`} lead="It takes a minute, where your mail is kept today. Nothing there is changed.">
      <Inset>
        <div className={classes.body}>
          {state === 'OFF' && <Notice>{name} is off: its mail is refused, and whoever wrote it is told so by their own server.</Notice>}
          {sandboxMailbox() !== null && (
            <Notice>
              Sandbox: no mail leaves this house, and nobody forwards to it. To try the mailbox, send mail to the address of step 2 at the mail port that was printed
              at the start.
            </Notice>
          )}
          <ol className={classes.steps}>
            <li>
              <span className={classes.what}>Open the forwarding of {address}.</span> With Microsoft 365 it is under Mailboxes, Mail flow; with Google
              Workspace under Gmail, Routing; elsewhere an alias or a rule.
            </li>
            <li>
              <span className={classes.what}>Forward all mail to this address.</span> Keep a copy if you like. Whoever knows it can put mail here, so give
              it to your mail server only.
              <div className={classes.copy}>
                <CopyLine label="Forward to" value={inboundAddress} />
              </div>
            </li>
            <li>
              <span className={classes.what}>Write to {address} yourself.</span> Your mail is listed below within a minute, and its ticket is in the inbox.
            </li>
          </ol>
        </div>
      </Inset>
    </Section>
  );
}
