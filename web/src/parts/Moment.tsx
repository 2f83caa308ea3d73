import { exact, relative } from '../moment.js';

/** An instant in words, exact on hover. */
export function Moment({ at }: { at: string }) {
  const instant = new Date(at);
  return (
    <time dateTime={at} title={exact(instant)}>
      {relative(instant, new Date())}
    </time>
  );
}
