import { IconAlertTriangle, IconBroadcast } from '@tabler/icons-react';
import { type Outcome, useActiveTab, useDesk } from './desk.js';
import type { WatchState } from './watch.js';

const count = new Intl.NumberFormat('en-GB');
const lines: Readonly<Record<WatchState, string>> = {
  opening: 'Opening the line…',
  open: 'Live',
  lost: 'The line is lost. Trying again…',
  resumed: 'Live again, from where it was lost',
};

/** What the last answer cost and is called, or how the line to a subscription is and what came over it. */
export function ReceiptLine() {
  const { outcomes } = useDesk();
  const tab = useActiveTab();
  const outcome = outcomes[tab?.id ?? ''];
  return (
    <div className="playground-receipt" role="status" aria-label="Last answer">
      {outcome === undefined ? <span>The cost and the request id of an answer are shown here.</span> : outcome.kind === 'answer' ? <Receipt outcome={outcome} /> : <Line outcome={outcome} />}
    </div>
  );
}

function Receipt({ outcome: { receipt } }: { outcome: Extract<Outcome, { kind: 'answer' }> }) {
  return (
    <>
      {receipt.cost && (
        <span>
          Cost <strong>{count.format(receipt.cost.requested)}</strong>
          {receipt.cost.limit !== null && ` of ${count.format(receipt.cost.limit)}`}
        </span>
      )}
      <span>{count.format(receipt.milliseconds)} ms</span>
      {receipt.status >= 400 && <span>HTTP {receipt.status}</span>}
      {receipt.requestId && (
        <span>
          Request <code>{receipt.requestId}</code>
        </span>
      )}
    </>
  );
}

function Line({ outcome: { state, frames, count: all } }: { outcome: Extract<Outcome, { kind: 'watch' }> }) {
  const last = frames.at(-1);
  const Icon = state === 'lost' ? IconAlertTriangle : IconBroadcast;
  return (
    <>
      <span className="playground-line" data-state={state}>
        <Icon size={15} stroke={1.8} aria-hidden /> {lines[state]}
      </span>
      <span>
        <strong>{count.format(all)}</strong> {all === 1 ? 'frame' : 'frames'}
      </span>
      {last && (
        <span>
          last at {last.receivedAt.slice(11, 19)} UTC{last.position !== null && <>, position <code>{last.position}</code></>}
        </span>
      )}
    </>
  );
}
