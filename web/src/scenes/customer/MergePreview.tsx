import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Card } from '../../parts/Section.js';
import { Cell, type Column, Line, NameCell, Nothing, Table } from '../../parts/Table.js';
import { fieldWords } from './customerWords.js';

const MergePreview_preview = graphql(`
  fragment MergePreview_preview on CustomerMergePreview {
    identityCount
    interactionCount
    source {
      id
      name
    }
    target {
      id
      name
    }
    fields {
      field
      source
      target
      result
    }
  }
`);

/** What a merge would do: what each field comes to, and how much moves. */
export function MergePreview(props: { preview: FragmentType<typeof MergePreview_preview> }) {
  const { source, target, fields, identityCount, interactionCount } = read(MergePreview_preview, props.preview);
  const columns: readonly Column[] = [
    { label: 'Field' },
    { label: `${source.name} (ends)`, isExtra: true },
    { label: `${target.name} (goes on)`, isExtra: true },
    { label: 'Afterwards' },
  ];
  return (
    <>
      <Card>
        <Table label="What each field comes to" columns={columns}>
          {fields.map(({ field, source: theirs, target: own, result }) => (
            <Line key={field}>
              <NameCell>{fieldWords[field] ?? field}</NameCell>
              <Cell isExtra>{shown(theirs)}</Cell>
              <Cell isExtra>{shown(own)}</Cell>
              <Cell>{result === own ? shown(result) : <strong>{result}</strong>}</Cell>
            </Line>
          ))}
        </Table>
      </Card>
      <p style={{ margin: 0 }}>
        What moves: {counted(identityCount, 'address or number', 'addresses and numbers')},{' '}
        {counted(interactionCount, 'entry of the timeline', 'entries of the timeline')}, and all tickets, orders and calls. This cannot be taken
        back.
      </p>
    </>
  );
}

const words: Readonly<Record<string, string>> = { PERSON: 'A person', ORGANIZATION: 'An organization' };
const shown = (value: string | null | undefined) => (value ? (words[value] ?? value) : <Nothing />);
const counted = (count: number, one: string, many: string) => `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;
