import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { RefusalNotice } from '../../parts/Notice.js';
import { Waiting } from '../../parts/Waiting.js';
import { refusalIn } from '../../refusal.js';
import { copyText, noCopy } from '../copy.js';
import { type Outcome, useActiveTab, useDesk } from '../desk.js';
import { ChartControls } from './ChartControls.js';
import { type ChartChoice, suggestion } from './chart-choice.js';
import { csvOf, fileName, pasteOf } from './csv.js';
import classes from './Results.module.css';
import { ResultTable, type Sort } from './ResultTable.js';
import { sorted, tableOfFrames, tablesIn, type Table } from './table.js';

/** In which form an answer is shown. */
export type View = 'json' | 'table' | 'chart';

const ResultChart = lazy(() => import('./ResultChart.js'));
const views = [
  { value: 'json', label: 'JSON' },
  { value: 'table', label: 'Table' },
  { value: 'chart', label: 'Chart' },
];

/** The answer in the chosen form, and how to take it along. JSON is drawn by the editor. */
export function Results({ view, onView }: { view: View; onView: (view: View) => void }) {
  const { outcomes, say } = useDesk();
  const tab = useActiveTab();
  const outcome = outcomes[tab?.id ?? ''];
  const tables = useMemo(() => tablesOf(outcome), [outcome]);
  const [path, setPath] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const [chosen, setChosen] = useState<{ of: string; choice: ChartChoice } | null>(null);

  const table = tables.find(one => one.path === path) ?? tables[0];
  const ordered = useMemo(() => table && sort && table.columns.some(({ key }) => key === sort.key) ? { ...table, rows: sorted(table.rows, sort.key, sort.direction) } : table, [table, sort]);
  const of = table ? `${table.path} ${table.columns.map(({ key }) => key).join()}` : '';
  const choice = table && (chosen?.of === of ? chosen.choice : suggestion(table));

  const refusal = outcome?.kind === 'answer' ? refusalIn(outcome.answer) : null;
  const copy = (text: string) => copyText(text).then(isCopied => say(isCopied ? 'Copied.' : noCopy));
  const download = (shown: Table) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csvOf(shown)], { type: 'text/csv;charset=utf-8' }));
    link.download = fileName(tab?.title ?? '', 'csv', new Date());
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl size="xs" transitionDuration={0} data={views} value={view} onChange={next => onView(next as View)} aria-label="Show the answer as" />
        {view !== 'json' && tables.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label="Which list"
            className={classes.lists}
            value={table?.path ?? ''}
            onChange={event => setPath(event.currentTarget.value)}
            data={tables.map(one => ({ value: one.path, label: `${one.path} (${one.rows.length})` }))}
          />
        )}
        <span className={classes.grow} />
        {ordered && view !== 'chart' && (
          <Button size="compact-xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={() => void copy(view === 'json' ? JSON.stringify(jsonOf(outcome), null, 2) : pasteOf(ordered))}>
            Copy
          </Button>
        )}
        {ordered && (
          <Button size="compact-xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => download(ordered)}>
            CSV
          </Button>
        )}
      </div>
      {view !== 'json' && (
        <div className={classes.view}>
          {refusal && (
            <div className={classes.refusal}>
              <RefusalNotice refusal={refusal} />
            </div>
          )}
          {!ordered || !table ? (
            refusal === null && <p className={classes.empty}>{emptyWords(outcome)}</p>
          ) : view === 'table' ? (
            <ResultTable key={of} table={ordered} label={`${table.path === '' ? 'The answer' : table.path}, ${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'}`} sort={sort} onSort={setSort} />
          ) : !choice ? (
            <p className={classes.empty}>There is nothing to draw: a chart needs a column with words, names or times.</p>
          ) : (
            <>
              <ChartControls table={table} choice={choice} onChoose={next => setChosen({ of, choice: next })} />
              <Suspense fallback={<Waiting label="Loading the chart" rows={1} height={220} />}>
                <ResultChart table={table} choice={choice} />
              </Suspense>
            </>
          )}
        </div>
      )}
    </>
  );
}

function emptyWords(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'Run a question, and its lists are shown here.';
  return outcome.kind === 'watch' ? 'No frame has come yet. One comes with the next change.' : 'This answer has nothing to list. Look at it as JSON.';
}

function tablesOf(outcome: Outcome | undefined): Table[] {
  if (outcome === undefined) return [];
  if (outcome.kind === 'answer') return tablesIn(outcome.answer.data);
  return outcome.frames.length === 0 ? [] : [tableOfFrames(outcome.frames)];
}

function jsonOf(outcome: Outcome | undefined): unknown {
  return outcome?.kind === 'answer' ? outcome.answer : outcome?.frames;
}
