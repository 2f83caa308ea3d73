import { useQuery } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { graphql } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Outcome } from '../../parts/Outcome.js';
import { TextLink } from '../../parts/TextLink.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { DeliveryFacts } from './DeliveryFacts.js';

const DeliveryDialog_query = graphql(`
  query DeliveryDialog($id: ID!, $withBody: Boolean!) {
    delivery(id: $id) {
      id
      state
      viewerCan
      ...DeliveryRow_delivery
      ...DeliveryFacts_delivery
    }
  }
`);
const DeliveryDialog_replay = graphql(`
  mutation DeliveryDialog_replay($input: DeliveryReplayInput!) {
    deliveryReplay(input: $input) {
      delivery {
        id
        state
        viewerCan
        ...DeliveryRow_delivery
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** One delivery: its headers and body, and handling it again. */
export function DeliveryDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { may } = useViewer();
  const withBody = may('delivery.body.read');
  const { data, loading, error, refetch, startPolling, stopPolling } = useQuery(DeliveryDialog_query, { variables: { id, withBody } });
  const replay = useVerb(DeliveryDialog_replay);
  const say = useToast();
  const isWaiting = data?.delivery?.state === 'RECEIVED';
  useEffect(() => {
    if (!isWaiting) return;
    startPolling(1500);
    return stopPolling;
  }, [isWaiting, startPolling, stopPolling]);

  const handleReplay = async () => {
    if (await replay.run({ input: { id } })) say('It is handled again, as if it had just come.');
  };

  return (
    <Dialog onClose={onClose} size="lg" title="A delivery">
      <Outcome what="delivery" rows={data?.delivery} loading={loading} error={error} onRetry={() => void refetch()}>
        {delivery => (
          <>
            <DeliveryFacts delivery={delivery} />
            {replay.refusal && <RefusalNotice refusal={replay.refusal} takesFocus />}
            <Group justify="space-between" gap={8} mt={20}>
              <span>{isWaiting && may('parkedEvent.read') && <TextLink to="/settings/parked-events?topic=webhook.received">Why it waits</TextLink>}</span>
              {delivery.viewerCan.includes('replay') && (
                <Button loading={replay.busy} onClick={() => void handleReplay()}>
                  Handle again
                </Button>
              )}
            </Group>
          </>
        )}
      </Outcome>
    </Dialog>
  );
}
