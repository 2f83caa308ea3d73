import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import { Outcome } from '../../parts/Outcome.js';
import { Empty, Rows, Section } from '../../parts/Section.js';
import { ScheduleRow } from './ScheduleRow.js';

const SchedulesSection_query = graphql(`
  query SchedulesSection {
    schedules {
      name
      ...ScheduleRow_schedule
    }
  }
`);

/** What the house does by the clock. */
export function SchedulesSection() {
  const { data, loading, error, refetch } = useQuery(SchedulesSection_query, { fetchPolicy: 'cache-and-network' });
  return (
    <Section id="schedules" title="Schedules" lead="What is done by the clock, once for each due time.">
      <Outcome what="schedules" rows={data?.schedules} loading={loading} error={error} onRetry={() => void refetch()}>
        {schedules =>
          schedules.length === 0 ? (
            <Empty title="No schedules" words="Nothing is done by the clock here." />
          ) : (
            <Rows label="Schedules">
              {schedules.map(schedule => (
                <ScheduleRow key={schedule.name} schedule={schedule} />
              ))}
            </Rows>
          )
        }
      </Outcome>
    </Section>
  );
}
