import { Button, Group } from '@mantine/core';
import { Moment } from '../../../parts/Moment.js';
import { Notice } from '../../../parts/Notice.js';
import { speakerOf, type Spoken } from '../words.js';
import classes from './Composer.module.css';

/** What was said while somebody wrote. */
export interface SaidMeanwhile extends Spoken {
  readonly id: string;
  readonly text: string;
  readonly createdAt: string;
  readonly author?: { readonly id: string; readonly name: string } | null;
}

/** What makes one stop before sending. */
export type Doubt = { readonly kind: 'file' } | { readonly kind: 'meanwhile'; readonly said: readonly SaidMeanwhile[] };

interface BeforeSendingProps {
  readonly doubt: Doubt;
  readonly verb: string;
  readonly onSend: () => void;
  readonly onBack: () => void;
}

/** Asks once more before a message goes: it speaks of a file that is not there, or somebody was faster. */
export function BeforeSending({ doubt, verb, onSend, onBack }: BeforeSendingProps) {
  return (
    <Notice>
      {doubt.kind === 'file' ? (
        <span>You write of an attachment, and no file goes along.</span>
      ) : (
        <>
          <span>{doubt.said.length === 1 ? 'Somebody wrote since you began:' : `${doubt.said.length} messages came since you began:`}</span>
          {doubt.said.slice(-3).map(message => (
            <blockquote key={message.id} className={classes.meanwhile}>
              <strong>{speakerOf(message)}</strong>, <Moment at={message.createdAt} />
              <span>{message.text.slice(0, 600)}</span>
            </blockquote>
          ))}
        </>
      )}
      <Group gap={8} mt={8}>
        <Button size="xs" variant="default" onClick={onBack} data-autofocus>
          Back to my words
        </Button>
        <Button size="xs" onClick={onSend}>
          {verb} anyway
        </Button>
      </Group>
    </Notice>
  );
}
