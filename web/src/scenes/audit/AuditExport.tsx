import { useQuery } from '@apollo/client/react';
import { Button, Progress } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useViewer } from '../../desk/viewer.js';
import { download } from '../../download.js';
import { graphql } from '../../gql/index.js';
import { useLive } from '../../live/useLive.js';
import { exact } from '../../moment.js';
import { Notice } from '../../parts/Notice.js';
import { Outcome } from '../../parts/Outcome.js';
import classes from './AuditExport.module.css';

const AuditExport_query = graphql(`
  query AuditExport($id: ID!, $withJob: Boolean!) {
    export(id: $id) {
      id
      doneAt
      expiresAt
      rowCount
      downloadUrl
      job @include(if: $withJob) {
        id
        state
        progress
        reason
      }
    }
  }
`);
const AuditExport_job = graphql(`
  subscription AuditExport_job($id: ID!, $after: String) {
    jobChanged(id: $id, after: $after) {
      id
      state
      progress
      reason
    }
  }
`);

/** An export being written: how far it is, why it failed, or the file. */
export function AuditExport({ id }: { id: string }) {
  const { may } = useViewer();
  const { data, loading, error, refetch, startPolling, stopPolling } = useQuery(AuditExport_query, { variables: { id, withJob: may('job.read') } });
  const made = data?.export;
  const job = made?.job;
  const isOpen = !made?.doneAt && job?.state !== 'DEAD' && job?.state !== 'DISCARDED';
  useLive(AuditExport_job, { variables: { id: job?.id ?? '' }, skip: !job || !isOpen });
  useEffect(() => {
    if (!isOpen) return;
    startPolling(1000); // the job tells how far it is; that the file is there, only the export
    return stopPolling;
  }, [isOpen, startPolling, stopPolling]);

  const handleDownload = async () => {
    const { data: fresh } = await refetch();
    if (fresh?.export?.downloadUrl) download(fresh.export.downloadUrl);
  };

  return (
    <Outcome what="export" rows={made} loading={loading} error={error} onRetry={() => void refetch()}>
      {({ doneAt, expiresAt, rowCount }) => (
        <div className={classes.body}>
          {doneAt && (
            <>
              <Notice tone="good">
                The file is written: {rowCount === 1 ? 'one entry' : `${(rowCount ?? 0).toLocaleString()} entries`}. It is deleted on {exact(new Date(expiresAt))}.
              </Notice>
              <Button size="md" fullWidth leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />} onClick={() => void handleDownload()} data-autofocus>
                Download
              </Button>
            </>
          )}
          {isOpen && (
            <>
              <p role="status" className={classes.words}>
                Writing the file{job?.state === 'RETRYING' ? ', once more after a failure' : ''}. You may close this; it goes on.
              </p>
              <Progress value={job?.progress ?? 0} animated aria-label="How much is written" />
            </>
          )}
          {!doneAt && !isOpen && <Notice tone="bad">The file could not be written. {job?.reason}</Notice>}
        </div>
      )}
    </Outcome>
  );
}
