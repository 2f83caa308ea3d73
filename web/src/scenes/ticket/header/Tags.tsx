import { Popover, TagsInput, UnstyledButton } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { Flash } from '../../../parts/Flash.js';
import { Tag } from '../../../parts/Tag.js';
import classes from './TicketHeader.module.css';

interface TagsProps {
  readonly tags: readonly string[];
  readonly mayChange: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (add: string[], remove: string[]) => void;
}

const shape = /^[\p{L}\p{N}][\p{L}\p{N}\-_:.]{0,39}$/u;

/** The words a ticket is sorted by. They are kept when the list is closed. */
export function Tags({ tags, mayChange, isOpen, onOpen, onChange }: TagsProps) {
  const [words, setWords] = useState<string[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const shown = <Flash value={tags.join(' ')}>{tags.length === 0 ? <span className={classes.none}>No tags</span> : <span className={classes.tags}>{tags.map(tag => <Tag key={tag}>{tag}</Tag>)}</span>}</Flash>;
  if (!mayChange) return <span className={classes.fixed}>{shown}</span>;

  const handleOpen = (open: boolean) => {
    if (open) setWords([...tags]);
    setFault(null);
    onOpen(open);
    if (open) return;
    const add = words.filter(word => !tags.includes(word));
    const remove = tags.filter(word => !words.includes(word));
    if (add.length + remove.length > 0) onChange(add, remove);
  };
  const handleWords = (given: string[]) => {
    const next = given.map(word => word.trim().toLowerCase());
    const odd = next.find(word => !shape.test(word));
    setFault(odd === undefined ? null : `“${odd}” is no tag: letters, digits, -, _, : and . only.`);
    setWords([...new Set(next.filter(word => shape.test(word)))]);
  };
  return (
    <Popover opened={isOpen} onChange={handleOpen} position="bottom-start" width={300} trapFocus shadow="md" withRoles={false}>
      <Popover.Target>
        <UnstyledButton className={classes.choice} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => handleOpen(!isOpen)}>
          <span className={classes.srOnly}>Tags: </span>
          <IconTag size={14} stroke={1.8} aria-hidden className={classes.chevron} />
          {shown}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Tags">
        <Opened tags={tags} onReady={setWords}>
          <TagsInput label="Tags" description="Enter adds one." value={words} onChange={handleWords} error={fault} maxTags={20} data-autofocus comboboxProps={{ withinPortal: false }} />
        </Opened>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A key opens the list as well: what it begins with is what the ticket has then. */
function Opened({ tags, onReady, children }: { tags: readonly string[]; onReady: (tags: string[]) => void; children: React.ReactNode }) {
  useState(() => {
    queueMicrotask(() => onReady([...tags]));
    return null;
  });
  return children;
}
