import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import classes from './Steps.module.css';

/** One stop on a way. */
export interface Step {
  readonly label: string;
  /** Whether it was passed, is here, lies ahead, or is where the way was left. */
  readonly state: 'passed' | 'here' | 'ahead' | 'waiting' | 'ended';
  readonly detail?: string;
}

const words = { passed: 'done', here: 'now', ahead: 'to come', waiting: 'waits here', ended: 'ended here' };

/** A way with its stops in a row, and where one is on it. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map(step => (
        <li key={step.label} className={classes.step} data-state={step.state} aria-current={step.state === 'passed' || step.state === 'ahead' ? undefined : 'step'}>
          <span className={classes.dot} aria-hidden>
            {step.state === 'passed' && <IconCheck size={12} stroke={2.6} />}
            {step.state === 'waiting' && <IconAlertTriangle size={12} stroke={2.2} />}
            {step.state === 'ended' && <IconX size={12} stroke={2.6} />}
          </span>
          <span className={classes.label}>
            {step.label}
            <span className={classes.unseen}>, {words[step.state]}</span>
          </span>
          {step.detail && <span className={classes.detail}>{step.detail}</span>}
        </li>
      ))}
    </ol>
  );
}
