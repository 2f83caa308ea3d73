import { useQuery } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { graphql } from '../../gql/index.js';
import { useLive } from '../../live/useLive.js';
import { Dialog } from '../../parts/Dialog.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Outcome } from '../../parts/Outcome.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { JobFacts } from './JobFacts.js';

const JobDialog_query = graphql(`
  query JobDialog($id: ID!) {
    job(id: $id) {
      id
      viewerCan
      ...JobRow_job
      ...JobFacts_job
    }
  }
`);
const JobDialog_changed = graphql(`
  subscription JobDialog_changed($id: ID!, $after: String) {
    jobChanged(id: $id, after: $after) {
      id
      viewerCan
      ...JobRow_job
      ...JobFacts_job
    }
  }
`);
const JobDialog_retry = graphql(`
  mutation JobDialog_retry($input: JobRetryInput!) {
    jobRetry(input: $input) {
      job {
        id
        viewerCan
        ...JobRow_job
        ...JobFacts_job
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);
const JobDialog_discard = graphql(`
  mutation JobDialog_discard($input: JobDiscardInput!) {
    jobDiscard(input: $input) {
      job {
        id
        viewerCan
        ...JobRow_job
        ...JobFacts_job
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** One job, told as it changes; a failed one is tried again or given up here. */
export function JobDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, loading, error, refetch } = useQuery(JobDialog_query, { variables: { id } });
  const retry = useVerb(JobDialog_retry);
  const discard = useVerb(JobDialog_discard);
  const say = useToast();
  useLive(JobDialog_changed, { variables: { id }, skip: !data?.job });
  const refusal = retry.refusal ?? discard.refusal;

  const handleRetry = async () => {
    discard.forget();
    if (await retry.run({ input: { id } })) say('The job is tried again.');
  };
  const handleDiscard = async () => {
    retry.forget();
    if (await discard.run({ input: { id } })) say('The job is given up.');
  };

  return (
    <Dialog onClose={onClose} size="lg" title="A job">
      <Outcome what="job" rows={data?.job} loading={loading} error={error} onRetry={() => void refetch()}>
        {job => (
          <>
            <JobFacts job={job} />
            {refusal && <RefusalNotice refusal={refusal} takesFocus />}
            <Group justify="end" gap={8} mt={20}>
              {job.viewerCan.includes('discard') && (
                <Button variant="default" loading={discard.busy} onClick={() => void handleDiscard()}>
                  Give up
                </Button>
              )}
              {job.viewerCan.includes('retry') && (
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
