import { useLazyQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { graphql } from '../../gql/index.js';
import { SeekField } from '../../parts/SeekField.js';

const CompanyField_query = graphql(`
  query CompanyField($filter: CompanyFilter) {
    companies(filter: $filter, first: 8) {
      nodes {
        id
        name
      }
    }
  }
`);

interface CompanyFieldProps {
  readonly name: string;
  readonly error?: ReactNode;
  readonly chosen?: { readonly id: string; readonly name: string } | null | undefined;
}

/** Chooses the company somebody belongs to, or none. */
export function CompanyField({ name, error, chosen }: CompanyFieldProps) {
  const [seek, { data, previousData }] = useLazyQuery(CompanyField_query);
  const found = (data ?? previousData)?.companies?.nodes.map(({ id, name: label }) => ({ value: id, label })) ?? [];
  return (
    <SeekField
      label="Company"
      name={name}
      error={error}
      placeholder="None"
      chosen={chosen ? { value: chosen.id, label: chosen.name } : null}
      found={found}
      onSeek={text => void seek({ variables: { filter: text === '' ? {} : { text } } })}
    />
  );
}
