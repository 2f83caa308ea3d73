import { IconAlertCircle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { type Refusal, waitWords } from '../refusal.js';
import classes from './Notice.module.css';

const icons = { bad: IconAlertCircle, good: IconCircleCheck, plain: IconInfoCircle };

/** A sentence that matters, announced to screen readers when it appears. */
export function Notice({ tone = 'plain', children }: { tone?: 'bad' | 'good' | 'plain'; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={18} stroke={1.7} aria-hidden className={classes.icon} />
      <div className={classes.words}>{children}</div>
    </div>
  );
}

/** A no of the house: its words, how long to wait, its request id, and what can be done about it. Takes the focus when asked to. */
export function RefusalNotice({ refusal, takesFocus, children }: { refusal: Refusal; takesFocus?: boolean; children?: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) place.current?.focus();
  }, [takesFocus, refusal]);
  return (
    <div ref={place} tabIndex={-1} className={classes.place}>
      <Notice tone="bad">
        <span>{refusal.message}</span>
        {refusal.retryAfter !== undefined && <span> Try again in {waitWords(refusal.retryAfter)}.</span>}
        {children && <div className={classes.action}>{children}</div>}
        <RequestId id={refusal.requestId} />
      </Notice>
    </div>
  );
}

/** The id under which the house remembers a request; what support asks for. */
export function RequestId({ id }: { id: string | undefined }) {
  if (id === undefined) return null;
  return (
    <span className={classes.request}>
      Request <code>{id}</code>
    </span>
  );
}
