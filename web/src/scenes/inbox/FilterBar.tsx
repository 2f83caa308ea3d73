import { ActionIcon, Button, Checkbox, CloseButton, NativeSelect, Popover, TextInput } from '@mantine/core';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { channels, countOf, type Narrowing, priorities, statuses } from './filter.js';
import classes from './Inbox.module.css';
import { useWhose } from './Whose.js';
import { channelWords, priorityWords, statusWords } from './words.js';

interface FilterBarProps {
  readonly narrowing: Narrowing;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onPart: (name: string, value: string | readonly string[] | null) => void;
  readonly onClear: () => void;
  readonly onSave: () => void;
}

/** How long after the last letter the list is searched. */
const patienceMs = 250;

/** What narrows the list: words, and what tickets are like. */
export function FilterBar({ narrowing, search, onPart, onClear, onSave }: FilterBarProps) {
  const count = countOf(narrowing);
  return (
    <div className={classes.filters}>
      <div className={classes.searching}>
        <SearchField value={narrowing.search} place={search} onChange={value => onPart('q', value)} />
        <Popover width={300} position="bottom-end" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon variant="default" size={32} data-on={count > 0} className={classes.filter} aria-label="Filter">
              <IconFilter size={16} stroke={1.7} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown aria-label="Filter">
            <Filters narrowing={narrowing} onPart={onPart} />
          </Popover.Dropdown>
        </Popover>
      </div>
      {(count > 0 || narrowing.search !== '') && (
        <div className={classes.narrowed}>
          <span>{count > 0 ? `${String(count)} filter${count === 1 ? '' : 's'} in force` : 'Search in force'}</span>
          <Button variant="subtle" size="compact-sm" onClick={onClear}>
            Clear
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={onSave}>
            Save as view
          </Button>
        </div>
      )}
    </div>
  );
}

/** Keeps what is being typed to itself, and tells it when the hand rests. */
function SearchField({ value, place, onChange }: { value: string; place: RefObject<HTMLInputElement | null>; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [told, setTold] = useState([value]); // from what came back of it on
  const last = told.at(-1);
  if (value !== seen) {
    setSeen(value);
    const at = told.lastIndexOf(value);
    setTold(at < 0 ? [value] : told.slice(at));
    if (at < 0) setText(value); // cleared elsewhere, or gone back
  }
  useEffect(() => {
    if (text === last) return;
    const timer = setTimeout(() => {
      setTold(now => [...now, text]);
      onChange(text);
    }, patienceMs);
    return () => clearTimeout(timer);
  }, [text, last, onChange]);
  return (
    <TextInput
      ref={place}
      type="search"
      size="xs"
      aria-label="Search tickets"
      placeholder="Search words, names or a number"
      maxLength={100}
      value={text}
      leftSection={<IconSearch size={15} stroke={1.7} aria-hidden />}
      rightSection={text !== '' && <CloseButton size={24} aria-label="Clear the search" onClick={() => setText('')} />}
      className={classes.search}
      onChange={event => setText(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Escape') event.currentTarget.blur();
        if (event.key === 'Enter') {
          setTold(now => [...now, text]);
          onChange(text);
        }
      }}
    />
  );
}

function Filters({ narrowing, onPart }: Pick<FilterBarProps, 'narrowing' | 'onPart'>) {
  const { members, teams } = useWhose();
  const flip = <Value extends string>(values: readonly Value[], value: Value): Value[] => (values.includes(value) ? values.filter(one => one !== value) : [...values, value]);
  const choices = <Value extends string>(legend: string, name: string, all: readonly Value[], chosen: readonly Value[], words: Readonly<Record<Value, string>>) => (
    <fieldset className={classes.choices}>
      <legend>{legend}</legend>
      {all.map(value => (
        <Checkbox key={value} size="xs" label={words[value]} checked={chosen.includes(value)} onChange={() => onPart(name, flip(chosen, value))} />
      ))}
    </fieldset>
  );
  const select = (label: string, name: string, value: string | null, data: { value: string; label: string }[]) => (
    <NativeSelect size="xs" label={label} value={value ?? ''} data={[{ value: '', label: 'Any' }, ...data]} onChange={event => onPart(name, event.currentTarget.value)} />
  );
  return (
    <div className={classes.panel}>
      {choices('Status', 'status', statuses, narrowing.statuses, statusWords)}
      {choices('Priority', 'priority', priorities, narrowing.priorities, priorityWords)}
      {select('Assigned to', 'assignee', narrowing.assignee, [{ value: 'me', label: 'Me' }, { value: 'none', label: 'Nobody' }, ...members.map(({ id, name }) => ({ value: id, label: name }))])}
      {teams.length > 0 && select('Team', 'team', narrowing.team, teams.map(({ id, name }) => ({ value: id, label: name })))}
      {select('Channel', 'channel', narrowing.channel, channels.map(value => ({ value, label: channelWords[value] })))}
      <TextInput
        size="xs"
        label="Tags"
        description="With all of these, separated by spaces."
        defaultValue={narrowing.tags.join(' ')}
        autoComplete="off"
        onBlur={event => onPart('tag', event.currentTarget.value.toLowerCase().split(/[\s,]+/).filter(Boolean))}
        onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </div>
  );
}
