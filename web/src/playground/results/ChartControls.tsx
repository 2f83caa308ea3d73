import { MultiSelect, NativeSelect } from '@mantine/core';
import { type ChartChoice, labelsOf, valuesOf } from './chart-choice.js';
import classes from './Results.module.css';
import type { Table } from './table.js';

interface ChartControlsProps {
  readonly table: Table;
  readonly choice: ChartChoice;
  readonly onChoose: (choice: ChartChoice) => void;
}

const kinds = [
  { value: 'bar', label: 'Bars' },
  { value: 'line', label: 'Lines' },
  { value: 'area', label: 'Areas' },
];

/** What a chart draws: its kind, what stands along its axis, and up to three figures. */
export function ChartControls({ table, choice, onChoose }: ChartControlsProps) {
  const figures = valuesOf(table).map(({ key }) => key);
  return (
    <div className={classes.controls}>
      <NativeSelect
        size="xs"
        label="Chart"
        data={kinds}
        value={choice.kind}
        onChange={event => onChoose({ ...choice, kind: event.currentTarget.value as ChartChoice['kind'] })}
      />
      <NativeSelect size="xs" label="By" data={labelsOf(table).map(({ key }) => key)} value={choice.label} onChange={event => onChoose({ ...choice, label: event.currentTarget.value })} />
      {figures.length > 0 && (
        <MultiSelect
          size="xs"
          label="Figures"
          className={classes.figures}
          data={figures}
          value={[...choice.values]}
          maxValues={3}
          placeholder={choice.values.length === 0 ? 'Number of rows' : undefined}
          onChange={values => onChoose({ ...choice, values })}
          clearable
          clearButtonProps={{ 'aria-label': 'Count rows instead' }}
        />
      )}
    </div>
  );
}
