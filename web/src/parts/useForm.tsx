import { type SubmitEvent, useRef, useState } from 'react';
import { type Check, faultsOf, type Faults } from '../checks.js';
import { type Refusal, refusalFrom } from '../refusal.js';
import { RequestId } from './Notice.js';

/** A form of named text fields, checked here first and by the house in the end. */
export function useForm<Field extends string>(checks: Record<Field, Check>, send: (values: Record<Field, string>) => Promise<void>) {
  const [faults, setFaults] = useState<Faults<Field>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [isWritten, setWritten] = useState(false);
  const inFlight = useRef(false);
  const names = Object.keys(checks) as Field[];

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (inFlight.current) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const values = Object.fromEntries(names.map(name => [name, textIn(data, name)])) as Record<Field, string>;
    const found = faultsOf(checks, values);
    setFaults(found);
    setRefusal(null);
    if (focusFirst(form, names, found)) return;

    inFlight.current = true;
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      const no = refusalFrom(error);
      const field = names.find(name => name === no.field);
      if (field !== undefined) {
        const named = { [field]: no.message } as Faults<Field>;
        setFaults(named);
        focusFirst(form, names, named);
      }
      setRefusal(no);
    } finally {
      inFlight.current = false;
      setBusy(false);
    }
  }

  return {
    busy,
    /** Whether somebody has written in it. */
    isWritten,
    /** Why the house said no, unless it is said beside a field. */
    refusal: names.some(name => name === refusal?.field) ? null : refusal,
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => void submit(event),
    /** The props of one field: its name, its fault, and forgetting the fault while it is mended. */
    field: (name: Field) => ({
      name,
      error: refusal?.field === name && faults[name] ? <FieldRefusal refusal={refusal} /> : faults[name],
      onChange: () => {
        setWritten(true);
        setFaults(shown => (shown[name] === undefined ? shown : { ...shown, [name]: undefined }));
      },
    }),
  };
}

function textIn(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

function FieldRefusal({ refusal }: { refusal: Refusal }) {
  return (
    <>
      {refusal.message}
      <RequestId id={refusal.requestId} />
    </>
  );
}

function focusFirst<Field extends string>(form: HTMLFormElement, names: readonly Field[], faults: Faults<Field>): boolean {
  const first = names.find(name => faults[name] !== undefined);
  const control = first && form.elements.namedItem(first);
  if (control instanceof HTMLElement) control.focus();
  return first !== undefined;
}
