import { linked } from './linked.js';
import classes from './Message.module.css';

/** Text as it was written, its web addresses as links that show where they go. */
export function PlainText({ text }: { text: string }) {
  return (
    <div className={classes.text}>
      {linked(text).map(({ text: words, href }, at) =>
        href === undefined ? (
          words
        ) : (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {words}
          </a>
        ),
      )}
    </div>
  );
}
