import { skipToken, useLazyQuery, useQuery } from '@apollo/client/react';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { attempts } from '../../attempt.js';
import { refusalOfAnswer } from '../../client.js';
import { type FragmentType, graphql, read } from '../../gql/index.js';
import { Dialog } from '../../parts/Dialog.js';
import { RefusalNotice } from '../../parts/Notice.js';
import { SeekField } from '../../parts/SeekField.js';
import { useToast } from '../../parts/Toast.js';
import { Waiting } from '../../parts/Waiting.js';
import { useVerb } from '../../useVerb.js';
import { MergePreview } from './MergePreview.js';

const MergeDialog_source = graphql(`
  fragment MergeDialog_source on Customer {
    id
    name
    number
  }
`);
const MergeDialog_seek = graphql(`
  query MergeDialog_seek($filter: CustomerFilter) {
    customers(filter: $filter, first: 8) {
      nodes {
        id
        name
        number
        company {
          id
          name
        }
      }
    }
  }
`);
const MergeDialog_preview = graphql(`
  query MergeDialog_preview($sourceId: ID!, $targetId: ID!) {
    customerMergePreview(sourceId: $sourceId, targetId: $targetId) {
      target {
        id
        name
      }
      ...MergePreview_preview
    }
  }
`);
const MergeDialog_merge = graphql(`
  mutation MergeDialog_merge($input: CustomerMergeInput!) {
    customerMerge(input: $input) {
      customer {
        id
        name
        ...CustomerScene_customer
      }
      refusal {
        code
        message
        field
      }
    }
  }
`);

interface MergeDialogProps {
  /** The one that ends. */
  readonly source: FragmentType<typeof MergeDialog_source>;
  readonly onClose: () => void;
}

/** Carries a customer into another: chosen, looked at field by field, then done. */
export function MergeDialog(props: MergeDialogProps) {
  const source = read(MergeDialog_source, props.source);
  const navigate = useNavigate();
  const say = useToast();
  const [targetId, setTargetId] = useState<string | null>(null);
  const [keyFor] = useState(() => attempts());
  const [seek, { data: sought, previousData }] = useLazyQuery(MergeDialog_seek);
  const pair = { sourceId: source.id, targetId: targetId ?? '' };
  const { data, loading, error } = useQuery(MergeDialog_preview, targetId === null ? skipToken : { variables: pair, fetchPolicy: 'network-only' });
  const merge = useVerb(MergeDialog_merge, ['CustomerScene']);
  const found = ((sought ?? previousData)?.customers?.nodes ?? [])
    .filter(({ id }) => id !== source.id)
    .map(({ id, name, number, company }) => ({ value: id, label: `${name}, customer ${number}${company ? `, ${company.name}` : ''}` }));
  const preview = targetId === null ? null : data?.customerMergePreview;

  const handleMerge = async () => {
    const done = await merge.run({ input: { ...pair, idempotencyKey: keyFor(pair) } });
    if (!done?.customerMerge?.customer) return;
    say(`${source.name} goes on as ${done.customerMerge.customer.name}.`);
    props.onClose();
    void navigate(`/customers/${done.customerMerge.customer.id}`);
  };
  return (
    <Dialog onClose={props.onClose} title={`Merge ${source.name} into another customer`} size="lg">
      <SeekField
        label="Goes on as"
        placeholder="Name, address or number"
        description={`${source.name} (customer ${source.number}) ends, and everything of theirs moves.`}
        found={found}
        onSeek={text => void seek({ variables: { filter: text === '' ? {} : { text } } })}
        onChoose={id => {
          merge.forget();
          setTargetId(id);
        }}
        isFirst
      />
      <div style={{ marginTop: 16, display: 'grid', gap: 16 }}>
        {targetId !== null && loading && <Waiting label="Loading what would happen" rows={5} />}
        {targetId !== null && error && <RefusalNotice refusal={refusalOfAnswer(error)} />}
        {preview && <MergePreview preview={preview} />}
        {merge.refusal && <RefusalNotice refusal={merge.refusal} takesFocus />}
      </div>
      <Group justify="end" gap={8} mt={20}>
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
        <Button color="red" disabled={!preview} loading={merge.busy} onClick={() => void handleMerge()}>
          {preview ? `Merge into ${preview.target.name}` : 'Merge'}
        </Button>
      </Group>
    </Dialog>
  );
}
