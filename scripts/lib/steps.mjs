const isTerminal = process.stdout.isTTY === true && !process.env.CI;

/** Something that went wrong in words a person can act on; it needs no stack. */
export class Failure extends Error {}

/** Runs a step and shows, on a line of its own, what it is and how long it took; a terminal sees the seconds pass. */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s`;
  const show = () => process.stdout.write(`\r${seconds()}  ${title} ...`);
  if (isTerminal) show();
  else console.log(`         ${title} ...`);
  const clock = setInterval(isTerminal ? show : () => console.log(`${seconds()}  still ${title}`), isTerminal ? 100 : 20_000);
  const close = text => {
    clearInterval(clock);
    console.log(`${isTerminal ? '\r\u001b[K' : ''}${seconds()}  ${text}`);
  };
  try {
    const result = await work();
    close(title);
    return result;
  } catch (error) {
    close(`${title}: failed`);
    throw error;
  }
}

/** A step that had nothing to do, or could not be done and says why. */
export function note(text) {
  console.log(`         ${text}`);
}
