import { Button } from '@mantine/core';
import type { SubmitEvent, ReactNode } from 'react';
import type { Refusal } from '../refusal.js';
import classes from './Form.module.css';
import { RefusalNotice } from './Notice.js';

interface FormProps {
  readonly form: {
    readonly busy: boolean;
    readonly refusal: Refusal | null;
    readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  };
  /** What the button does, said by the button. */
  readonly verb: string;
  /** What can be done about the refusal at hand. */
  readonly remedy?: ReactNode;
  readonly children: ReactNode;
}

/** Fields above one button that names its effect; the refusal between them. */
export function Form({ form, verb, remedy, children }: FormProps) {
  return (
    <form noValidate onSubmit={form.onSubmit} className={classes.form} aria-busy={form.busy}>
      {children}
      {form.refusal && (
        <RefusalNotice refusal={form.refusal} takesFocus>
          {remedy}
        </RefusalNotice>
      )}
      <Button type="submit" size="md" fullWidth loading={form.busy} className={classes.submit}>
        {verb}
      </Button>
    </form>
  );
}
