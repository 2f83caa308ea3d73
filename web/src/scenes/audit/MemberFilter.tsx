import { useQuery } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';
import { FilterSelect } from '../settings/list/FilterBar.js';

const MemberFilter_query = graphql(`
  query MemberFilter {
    members(first: 100, orderBy: { field: NAME, direction: ASC }) {
      nodes {
        id
        name
      }
    }
  }
`);

/** One of the members; one who is not among the first hundred stands there as chosen by a link. */
export function MemberFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { data } = useQuery(MemberFilter_query);
  const known = data?.members?.nodes.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const isKnown = value === '' || known.some(member => member.value === value);
  return (
    <FilterSelect
      label="Who"
      value={value}
      data={[{ value: '', label: 'Everybody' }, ...(isKnown ? [] : [{ value, label: 'As in the link' }]), ...known]}
      onChange={onChange}
    />
  );
}
