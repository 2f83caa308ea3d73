import { NativeSelect } from '@mantine/core';

interface ChoiceProps {
  readonly label: string;
  /** The first is what holds unless something is chosen; its value is ''. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

/** Narrows a list by one of a few. */
export function Choice({ label, options, value, onChoose }: ChoiceProps) {
  return <NativeSelect size="sm" aria-label={label} data={[...options]} value={value} onChange={event => onChoose(event.currentTarget.value)} />;
}
