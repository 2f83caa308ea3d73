import { Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import { graphql } from '../../gql/index.js';
import { Notice, RefusalNotice } from '../../parts/Notice.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';

const MergedNotice_unmergeCustomer = graphql(`
  mutation MergedNotice_unmergeCustomer($input: CustomerUnmergeInput!) {
    customerUnmerge(input: $input) {
      customer {
        id
        ...CustomerScene_customer
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
  readonly into: { readonly id: string; readonly name: string };
  readonly mayUnmerge: boolean;
}

/** Says as whom a merged customer goes on, and takes that back. */
export function MergedNotice({ id, into, mayUnmerge }: MergedNoticeProps) {
  const { run, busy, refusal } = useVerb(MergedNotice_unmergeCustomer, ['CustomerScene']);
  const say = useToast();
  const handleUndo = async () => {
    if (await run({ input: { id } })) say('The merge is taken back.');
  };
  return (
    <>
      <Notice>
        <Group justify="space-between" gap={8}>
          <span>
            This customer goes on as <Link to={`/customers/${into.id}`}>{into.name}</Link>. Everything new is there.
          </span>
          {mayUnmerge && (
            <Button size="xs" variant="default" loading={busy} onClick={() => void handleUndo()}>
              Undo the merge
            </Button>
          )}
        </Group>
      </Notice>
      {refusal && <RefusalNotice refusal={refusal} />}
    </>
  );
}
