import { CloseButton, Progress } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { RequestId } from '../../../parts/Notice.js';
import { sizeWords } from '../words.js';
import classes from './Composer.module.css';
import type { DraftFile } from './draft.js';
import type { Sending } from './useFiles.js';

interface FilesProps {
  readonly stored: readonly DraftFile[];
  readonly sending: readonly Sending[];
  readonly onRemove: (id: string) => void;
  readonly onStop: (key: string) => void;
}

/** The files that go with a message, and those on their way to the house. */
export function Files({ stored, sending, onRemove, onStop }: FilesProps) {
  if (stored.length + sending.length === 0) return null;
  return (
    <ul className={classes.files} aria-label="Files that go along">
      {stored.map(({ id, name, size }) => (
        <li key={id} className={classes.file}>
          <IconFile size={16} stroke={1.6} aria-hidden className={classes.faint} />
          <span className={classes.fileName}>{name}</span>
          <span className={classes.faint}>{sizeWords(size)}</span>
          <CloseButton size="sm" aria-label={`Remove ${name}`} onClick={() => onRemove(id)} />
        </li>
      ))}
      {sending.map(({ key, name, percent, refusal }) => (
        <li key={key} className={classes.file} data-failed={refusal !== null || undefined}>
          <IconFile size={16} stroke={1.6} aria-hidden className={classes.faint} />
          <span className={classes.fileName}>{name}</span>
          {refusal ? (
            <span role="alert" className={classes.bad}>
              {refusal.message}
              <RequestId id={refusal.requestId} />
            </span>
          ) : (
            <Progress value={percent} size="sm" w={72} aria-label={`${name} is being sent`} />
          )}
          <CloseButton size="sm" aria-label={`Remove ${name}`} onClick={() => onStop(key)} />
        </li>
      ))}
    </ul>
  );
}
