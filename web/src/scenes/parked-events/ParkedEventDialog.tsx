import { useQuery } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { graphql } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Outcome } from '../../parts/Outcome.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { ParkedBehind } from './ParkedBehind.js';
import { ParkedEventFacts } from './ParkedEventFacts.js';

const ParkedEventDialog_query = graphql(`
  query ParkedEventDialog($id: ID!) {
    parkedEvent(id: $id) {
      id
      state
      viewerCan
      subjectId
      consumer
      ...ParkedEventRow_event
      ...ParkedEventFacts_event
    }
  }
`);
const ParkedEventDialog_retry = graphql(`
  mutation ParkedEventDialog_retry($input: ParkedEventRetryInput!) {
    parkedEventRetry(input: $input) {
      parkedEvent {
        id
        viewerCan
        ...ParkedEventRow_event
        ...ParkedEventFacts_event
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const ParkedEventDialog_discard = graphql(`
  mutation ParkedEventDialog_discard($input: ParkedEventDiscardInput!) {
    parkedEventDiscard(input: $input) {
      parkedEvent {
        id
        viewerCan
        ...ParkedEventRow_event
        ...ParkedEventFacts_event
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface ParkedEventDialogProps {
  readonly id: string;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** One parked event, what stands behind it, and the two ways to settle it. */
export function ParkedEventDialog({ id, onOpen, onClose }: ParkedEventDialogProps) {
  const { data, loading, error, refetch, startPolling, stopPolling } = useQuery(ParkedEventDialog_query, { variables: { id } });
  const retry = useVerb(ParkedEventDialog_retry);
  const discard = useVerb(ParkedEventDialog_discard);
  const say = useToast();
  const refusal = retry.refusal ?? discard.refusal;
  const isTried = data?.parkedEvent?.state === 'RETRYING';
  useEffect(() => {
    if (!isTried) return;
    startPolling(1500);
    return stopPolling;
  }, [isTried, startPolling, stopPolling]);

  const handleRetry = async () => {
    discard.forget();
    if (await retry.run({ input: { id } })) say('It is dealt with again.');
  };
  const handleDiscard = async () => {
    retry.forget();
    if (await discard.run({ input: { id } })) say('It is given up.');
  };

  return (
    <Dialog onClose={onClose} size="lg" title="A parked event">
      <Outcome what="parked event" rows={data?.parkedEvent} loading={loading} error={error} onRetry={() => void refetch()}>
        {event => (
          <>
            <ParkedEventFacts event={event} />
            <ParkedBehind id={id} subjectId={event.subjectId} consumer={event.consumer} onOpen={onOpen} />
            {refusal && <RefusalNotice refusal={refusal} takesFocus />}
            <Group justify="end" gap={8} mt={20}>
              {event.viewerCan.includes('discard') && (
                <Button variant="default" loading={discard.busy} onClick={() => void handleDiscard()}>
                  Give up
                </Button>
              )}
              {event.viewerCan.includes('retry') && (
                <Button loading={retry.busy} onClick={() => void handleRetry()}>
                  Try again
                </Button>
              )}
            </Group>
          </>
        )}
      </Outcome>
    </Dialog>
  );
}
