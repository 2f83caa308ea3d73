import { useQuery } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { refusalOfAnswer } from '../../client.js';
import { graphql } from '../../gql/index.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { Waiting } from '../../parts/Waiting.js';

const RoleSelect_query = graphql(`
  query RoleSelect {
    roles {
      id
      key
      name
      description
      viewerCan
    }
  }
`);

interface RoleSelectProps {
  readonly name: string;
  readonly error?: ReactNode;
  readonly onChange?: () => void;
  /** The id of the role chosen at first; else the one most people have. */
  readonly initial?: string;
}

/** One of the roles the viewer may give, with a sentence about it. */
export function RoleSelect({ name, error, onChange, initial }: RoleSelectProps) {
  const { data, error: failure } = useQuery(RoleSelect_query);
  const [chosen, setChosen] = useState<string | null>(null);
  if (failure) return <RefusalNotice refusal={refusalOfAnswer(failure)} />;
  if (!data?.roles) return <Waiting label="Loading roles" rows={1} height={42} />;
  const roles = data.roles.filter(({ id, viewerCan }) => viewerCan.includes('grant') || id === initial);
  const value = chosen ?? initial ?? roles.find(role => role.key === 'agent')?.id ?? roles[0]?.id ?? '';
  return (
    <NativeSelect
      name={name}
      label="Role"
      error={error}
      value={value}
      description={roles.find(role => role.id === value)?.description}
      data={roles.map(role => ({ value: role.id, label: role.name }))}
      onChange={event => {
        setChosen(event.currentTarget.value);
        onChange?.();
      }}
    />
  );
}
