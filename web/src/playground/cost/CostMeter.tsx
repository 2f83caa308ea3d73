import { Popover, UnstyledButton } from '@mantine/core';
import { useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { RefusalNotice } from '../../parts/Notice.js';
import classes from './Cost.module.css';
import { type CostField, type Estimate, figureOf, timesOf, wordsOf } from './estimate.js';
import { useCost } from './useCost.js';

const count = new Intl.NumberFormat('en-GB');

/** What the question would cost if it were run, and where that comes from. */
export function CostMeter() {
  const known = useCost();
  const [isOpen, setIsOpen] = useState(false);
  if (known === null) return null;
  const words = 'estimate' in known ? wordsOf(known.estimate) : null;
  const state = words?.state ?? 'unread';
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={380} radius="md" shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.meter} data-state={state} onClick={() => setIsOpen(!isOpen)} aria-haspopup="dialog" aria-expanded={isOpen}>
          <span className={classes.hidden}>Cost before it runs: </span>
          <svg className={classes.bar} viewBox="0 0 48 6" aria-hidden>
            <rect className={classes.trough} width="48" height="6" rx="3" />
            <rect className={classes.fill} width={Math.max(48 * (words?.share ?? 0), words?.share ? 3 : 0)} height="6" rx="3" />
          </svg>
          {'estimate' in known && state !== 'unread' && <span className={classes.figure}>{figureOf(known.estimate)}</span>}
          <span className={classes.word}>{words?.word ?? 'cost unknown'}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Cost before it runs" className={classes.dropdown}>
        {'refusal' in known ? <RefusalNotice refusal={known.refusal} /> : <Breakdown estimate={known.estimate} onClose={() => setIsOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Breakdown({ estimate, onClose }: { estimate: Estimate; onClose: () => void }) {
  const { queryEditor } = useGraphiQL(({ queryEditor }) => ({ queryEditor }));
  const { words } = wordsOf(estimate);
  const goTo = ({ line }: CostField) => {
    onClose();
    queryEditor?.revealLineInCenter(line);
    queryEditor?.setPosition({ lineNumber: line, column: 1 });
    queryEditor?.focus();
  };
  return (
    <>
      <p className={classes.words}>{words}</p>
      {estimate.fields.length > 0 && (
        <table className={classes.table}>
          <caption>The dearest fields. Choose one to go to its line.</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Asked</th>
              <th scope="col">Cost</th>
            </tr>
          </thead>
          <tbody>
            {estimate.fields.map((field, index) => (
              <tr key={`${field.path} ${index}`}>
                <th scope="row">
                  <button type="button" onClick={() => goTo(field)}>
                    {field.path}
                  </button>
                </th>
                <td>{timesOf(field)}</td>
                <td>{count.format(field.cost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
