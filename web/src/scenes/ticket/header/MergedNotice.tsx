import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { graphql } from '../../../gql/index.js';
import { Notice, RefusalNotice } from '../../../parts/Notice.js';
import { useToast } from '../../../parts/Toast.js';
import { useVerb } from '../../../useVerb.js';
import classes from './TicketHeader.module.css';

const MergedNotice_unmerge = graphql(`
  mutation MergedNotice_unmerge($input: TicketUnmergeInput!) {
    ticketUnmerge(input: $input) {
      ticket {
        ...TicketHeader_ticket
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface MergedNoticeProps {
  readonly id: string;
  readonly into: { readonly id: string; readonly number: number; readonly subject: string };
  readonly mayUnmerge: boolean;
}

/** Says where a merged ticket goes on, and takes that back. */
export function MergedNotice({ id, into, mayUnmerge }: MergedNoticeProps) {
  const { run, busy, refusal } = useVerb(MergedNotice_unmerge, ['TicketScene']);
  const say = useToast();
  const handleUndo = async () => {
    if (await run({ input: { id } })) say('The merge is taken back.');
  };
  return (
    <>
      <Notice>
        <span className={classes.merged}>
          <span>
            Merged into{' '}
            <Link to={`../${into.id}`} relative="path">
              {into.number} {into.subject}
            </Link>
            , where it goes on.
          </span>
          {mayUnmerge && (
            <Button size="xs" variant="default" loading={busy} onClick={() => void handleUndo()}>
              Undo the merge
            </Button>
          )}
        </span>
      </Notice>
      {refusal && <RefusalNotice refusal={refusal} />}
    </>
  );
}
