import { SegmentedControl, Textarea } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { Markdown } from '../../parts/Markdown.js';
import classes from './ArticleEditor.module.css';

interface MarkdownFieldProps {
  readonly text: string;
  readonly fault?: string | undefined;
  readonly onWrite: (text: string) => void;
}

/** Markdown and what it comes to, side by side; one at a time where there is no room. */
export function MarkdownField({ text, fault, onWrite }: MarkdownFieldProps) {
  const [shown, setShown] = useState('write');
  const settled = useDeferredValue(text); // typing goes before drawing
  return (
    <div>
      <div className={classes.switch}>
        <SegmentedControl
          fullWidth
          transitionDuration={0}
          mb={12}
          aria-label="Show"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'write', label: 'Write' },
            { value: 'preview', label: 'Preview' },
          ]}
        />
      </div>
      <div className={classes.split}>
        <div className={classes.half} data-shown={shown === 'write'}>
          <Textarea size="md"
            label="Text in Markdown"
            value={text}
            error={fault}
            onChange={event => onWrite(event.currentTarget.value)}
            maxLength={100_000}
            autosize
            minRows={20}
            placeholder={'# What it is about\n\nWhat to do, step by step.'}
          />
        </div>
        <div className={classes.half} data-shown={shown === 'preview'}>
          <span className={classes.label}>Preview</span>
          <section className={classes.preview} aria-label="Preview">
            <Markdown text={settled} />
          </section>
        </div>
      </div>
    </div>
  );
}
