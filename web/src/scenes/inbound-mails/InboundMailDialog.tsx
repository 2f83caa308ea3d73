import { useQuery } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { attempts } from '../../attempt.js';
import { download } from '../../download.js';
import { graphql } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Outcome } from '../../parts/Outcome.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { InboundMailFacts } from './InboundMailFacts.js';

const InboundMailDialog_query = graphql(`
  query InboundMailDialog($id: ID!) {
    inboundMail(id: $id) {
      id
      state
      rawUrl
      viewerCan
      ...InboundMailFacts_mail
    }
  }
`);
const InboundMailDialog_reparse = graphql(`
  mutation InboundMailDialog_reparse($input: InboundMailReparseInput!) {
    inboundMailReparse(input: $input) {
      inboundMail {
        id
        state
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** One mail: what it says, how it was understood, the mail as it came, and having it read again. */
export function InboundMailDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, loading, error, refetch, startPolling, stopPolling } = useQuery(InboundMailDialog_query, { variables: { id } });
  const reparse = useVerb(InboundMailDialog_reparse);
  const [keyFor] = useState(() => attempts());
  const [turn, setTurn] = useState(0);
  const say = useToast();
  const isWaiting = data?.inboundMail?.state === 'RECEIVED';
  useEffect(() => {
    if (!isWaiting) return;
    startPolling(1500);
    return stopPolling;
  }, [isWaiting, startPolling, stopPolling]);

  const handleReparse = async () => {
    if (!(await reparse.run({ input: { id, idempotencyKey: keyFor({ id, turn }) } }))) return;
    setTurn(turn + 1);
    say('The mail is read again.');
    await refetch();
  };
  const handleRaw = async () => {
    const { data: fresh } = await refetch();
    if (fresh?.inboundMail) download(fresh.inboundMail.rawUrl);
  };

  return (
    <Dialog onClose={onClose} size="lg" title="A mail that came">
      <Outcome what="mail" rows={data?.inboundMail} loading={loading} error={error} onRetry={() => void refetch()}>
        {mail => (
          <>
            <InboundMailFacts mail={mail} />
            {reparse.refusal && <RefusalNotice refusal={reparse.refusal} takesFocus />}
            <Group justify="end" gap={8} mt={20}>
              {mail.viewerCan.includes('reparse') && (
                <Button variant="default" loading={reparse.busy || isWaiting} onClick={() => void handleReparse()}>
                  Read again
                </Button>
              )}
              <Button leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />} onClick={() => void handleRaw()}>
                Download as it came
              </Button>
            </Group>
          </>
        )}
      </Outcome>
    </Dialog>
  );
}
