import { NativeSelect, TextInput } from '@mantine/core';
import { anything, filled } from '../../checks.js';
import type { TicketStatus } from '../../gql/graphql.js';
import { Dialog } from '../../parts/Dialog.js';
import { Form } from '../../parts/Form.js';
import { useForm } from '../../parts/useForm.js';
import type { Assignee, Deed } from './deeds.js';
import { statuses } from './filter.js';
import { useWhose } from './Whose.js';
import { statusWords } from './words.js';

/** What is asked before something is done to tickets. */
export type DialogKind = 'assign' | 'status' | 'tag';

interface DeedDialogProps {
  readonly kind: DialogKind;
  readonly count: number;
  readonly viewer: Assignee | null;
  readonly onDo: (deed: Deed) => void;
  readonly onClose: () => void;
}

/** From so many on the number is typed, lest a slip changes them all. */
const many = 50;
const titles: Readonly<Record<DialogKind, string>> = { assign: 'Assign', status: 'Change the status of', tag: 'Tag' };
const tagShape = /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{M}\p{N}_:.-]{0,39}$/u;

/** Asks what is to be done to one or many tickets. */
export function DeedDialog({ kind, count, viewer, onDo, onClose }: DeedDialogProps) {
  const { members } = useWhose();
  const others = members.filter(({ id }) => id !== viewer?.id);
  const isMany = count > many;
  const form = useForm(
    {
      value: kind === 'tag' ? value => (wordsIn(value).every(word => tagShape.test(word)) ? filled('Write at least one tag.')(value) : 'Tags are letters, digits, -, _, : and . only.') : anything,
      number: value => (isMany && value.trim() !== String(count) ? `Type ${String(count)} to go on.` : null),
    },
    ({ value }) => {
      onDo(deedOf(kind, value, [...(viewer ? [viewer] : []), ...members]));
      onClose();
      return Promise.resolve();
    },
  );
  return (
    <Dialog title={`${titles[kind]} ${count === 1 ? 'this ticket' : `${String(count)} tickets`}`} onClose={onClose}>
      <Form form={form} verb={kind === 'assign' ? 'Assign' : kind === 'status' ? 'Change status' : 'Add tags'}>
        {kind === 'assign' && (
          <NativeSelect
            {...form.field('value')}
            label="To"
            data-autofocus
            data={[...(viewer ? [{ value: viewer.id, label: `Me (${viewer.name})` }] : []), { value: '', label: 'Nobody' }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
        {kind === 'status' && <NativeSelect {...form.field('value')} label="Status" data-autofocus defaultValue="RESOLVED" data={statuses.map(value => ({ value, label: statusWords[value] }))} />}
        {kind === 'tag' && <TextInput {...form.field('value')} label="Tags to add" description="Separated by spaces." autoComplete="off" data-autofocus />}
        {isMany && <TextInput {...form.field('number')} label={`These are many. Type ${String(count)} to go on.`} inputMode="numeric" autoComplete="off" />}
      </Form>
    </Dialog>
  );
}

const wordsIn = (text: string): string[] => text.toLowerCase().split(/[\s,]+/).filter(Boolean);

function deedOf(kind: DialogKind, value: string, people: readonly Assignee[]): Deed {
  if (kind === 'status') return { kind, status: value as TicketStatus };
  if (kind === 'tag') return { kind, add: wordsIn(value), remove: [] };
  const person = people.find(({ id }) => id === value);
  return { kind, assignee: person ? { id: person.id, name: person.name } : null };
}
