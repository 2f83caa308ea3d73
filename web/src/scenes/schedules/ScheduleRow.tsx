import { Button } from '@mantine/core';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Moment } from '../../parts/Moment.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Row } from '../../parts/Section.js';
import { Tag } from '../../parts/Tag.js';
import { TextLink } from '../../parts/TextLink.js';
import { useToast } from '../../parts/Toast.js';
import { useVerb } from '../../useVerb.js';
import { JobTag } from '../jobs/JobRow.js';

const ScheduleRow_schedule = graphql(`
  fragment ScheduleRow_schedule on Schedule {
    name
    cron
    dueAt
    missed
    missedAt
    viewerCan
    lastJob {
      id
      state
      endedAt
      createdAt
    }
  }
`);
const ScheduleRow_run = graphql(`
  mutation ScheduleRow_run($input: ScheduleRunInput!) {
    scheduleRun(input: $input) {
      schedule {
        name
        ...ScheduleRow_schedule
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

/** One schedule: when it ran, how that ended, when it runs next. */
export function ScheduleRow(props: { schedule: FragmentType<typeof ScheduleRow_schedule> }) {
  const { name, cron, dueAt, missed, missedAt, lastJob, viewerCan } = read(ScheduleRow_schedule, props.schedule);
  const run = useVerb(ScheduleRow_run);
  const say = useToast();
  const handleRun = async () => {
    if (await run.run({ input: { name } })) say(`${name} is to run now.`);
  };
  return (
    <Row
      title={<code>{name}</code>}
      tags={missed ? <Tag tone="bad">Late</Tag> : missedAt && <Tag tone="warn">Was late</Tag>}
      detail={
        <>
          <code>{cron}</code> UTC · next{' '}
          {dueAt ? <Moment at={dueAt} /> : 'when the clock has seen it'}
          {missedAt && (
            <>
              {' '}
              · last late <Moment at={missedAt} />
            </>
          )}
        </>
      }
      facts={
        lastJob ? (
          <>
            <JobTag state={lastJob.state} />
            <TextLink to={`/settings/jobs?open=${lastJob.id}`}>
              <Moment at={lastJob.endedAt ?? lastJob.createdAt} />
            </TextLink>
          </>
        ) : (
          <span>no run is kept</span>
        )
      }
      note={run.refusal && <RefusalNotice refusal={run.refusal} takesFocus />}
      action={
        viewerCan.includes('run') && (
          <Button variant="default" size="compact-sm" loading={run.busy} aria-label={`Run ${name} now`} onClick={() => void handleRun()}>
            Run now
          </Button>
        )
      }
    />
  );
}
