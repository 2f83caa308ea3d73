import { useState } from 'react';
import { useActions } from '../../../actions.js';
import { useViewer } from '../../../desk/viewer.js';
import { Tag } from '../../../parts/Tag.js';
import { usePeople } from '../people.js';
import { type Priority, priorityWords, type Status, statusTones, statusWords } from '../words.js';
import { ChoiceMenu } from './ChoiceMenu.js';
import { Tags } from './Tags.js';
import classes from './TicketHeader.module.css';
import type { Change } from './useTicketVerb.js';
import { verbs } from './verbs.js';

interface Named<Type extends string> {
  __typename: Type;
  id: string;
  name: string;
}

/** A ticket as far as its fields are shown. */
interface Shown {
  readonly id: string;
  readonly version: number;
  readonly subject: string;
  readonly status: Status;
  readonly priority: Priority;
  readonly tags: string[];
  readonly viewerCan: string[];
  readonly assignee: Named<'Member'> | null;
  readonly team: Named<'Team'> | null;
}

type Menu = 'status' | 'priority' | 'assignee' | 'team' | 'tags' | null;

/** Whose turn and whose work a ticket is, how much it matters, and the words it is sorted by. */
export function Fields({ ticket, onChange }: { ticket: Shown; onChange: (change: Change<Shown>) => void }) {
  const { status, priority, assignee, team, tags, viewerCan } = ticket;
  const [open, setOpen] = useState<Menu>(null);
  const [isNeeded, setIsNeeded] = useState(false);
  const data = usePeople(isNeeded);
  const viewer = useViewer();
  const may = (verb: string) => viewerCan.includes(verb);
  const menu = (name: Menu) => ({
    isOpen: open === name,
    onOpen: (isOpen: boolean) => {
      setOpen(isOpen ? name : null);
      setIsNeeded(true);
    },
  });

  const assign = (id: string | null, name: string | null) => onChange({ ...verbs.assign, input: { assigneeId: id }, then: { assignee: id === null ? null : named('Member', id, name) }, mine: name ?? 'nobody' });
  const give = (id: string | null) => {
    const name = data?.teams?.find(one => one.id === id)?.name ?? null;
    onChange({ ...verbs.team, input: { teamId: id }, then: { team: id === null ? null : named('Team', id, name) }, mine: name ?? 'no team' });
  };
  const people = data?.members?.nodes.map(({ id, name }) => ({ value: id, label: id === viewer.memberId ? `${name} (you)` : name }));
  useActions([
    ...(may('assign')
      ? [
          { id: 'ticket.assign', label: 'Assign', group: 'Ticket', keys: 'a', run: () => menu('assignee').onOpen(true) },
          { id: 'ticket.assignMe', label: 'Assign to me', group: 'Ticket', keys: 'i', run: () => assign(viewer.memberId, viewer.name) },
        ]
      : []),
    ...(may('changeStatus') ? [{ id: 'ticket.status', label: 'Set the status', group: 'Ticket', keys: 's', run: () => menu('status').onOpen(true) }] : []),
    ...(may('tag') ? [{ id: 'ticket.tag', label: 'Change the tags', group: 'Ticket', keys: 't', run: () => menu('tags').onOpen(true) }] : []),
  ]);

  return (
    <div className={classes.fields}>
      <ChoiceMenu
        label="Status"
        value={status}
        shown={<Tag tone={statusTones[status]}>{statusWords[status]}</Tag>}
        options={entries(statusWords)}
        mayChoose={may('changeStatus')}
        {...menu('status')}
        onChoose={next => onChange({ ...verbs.status, input: { status: next }, then: { status: next }, mine: statusWords[next] })}
      />
      <ChoiceMenu
        label="Priority"
        value={priority}
        shown={<span data-priority={priority}>{priorityWords[priority]}</span>}
        options={entries(priorityWords)}
        mayChoose={may('changePriority')}
        {...menu('priority')}
        onChoose={next => onChange({ ...verbs.priority, input: { priority: next }, then: { priority: next }, mine: priorityWords[next] })}
      />
      <ChoiceMenu
        label="Assignee"
        value={assignee?.id ?? null}
        shown={assignee ? assignee.name : <span className={classes.none}>Nobody’s yet</span>}
        options={people ? [{ value: null, label: 'Nobody' }, ...people] : null}
        mayChoose={may('assign')}
        {...menu('assignee')}
        onChoose={id => assign(id, data?.members?.nodes.find(one => one.id === id)?.name ?? null)}
      />
      <ChoiceMenu
        label="Team"
        value={team?.id ?? null}
        shown={team ? team.name : <span className={classes.none}>No team</span>}
        options={data ? [{ value: null, label: 'No team' }, ...(data.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))] : null}
        mayChoose={may('assign')}
        {...menu('team')}
        onChoose={give}
      />
      <Tags
        tags={tags}
        mayChange={may('tag')}
        {...menu('tags')}
        onChange={(add, remove) => {
          const then = [...new Set([...tags, ...add])].filter(word => !remove.includes(word)).sort();
          onChange({ ...verbs.tag, input: { add, remove }, then: { tags: then }, mine: then.join(', ') || 'no tags' });
        }}
      />
    </div>
  );
}

function named<Type extends string>(__typename: Type, id: string, name: string | null): Named<Type> {
  return { __typename, id, name: name ?? '…' };
}

function entries<Value extends string>(words: Readonly<Record<Value, string>>): { value: Value; label: string }[] {
  return (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));
}
