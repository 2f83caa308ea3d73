import Reading, { type Components } from 'react-markdown';
import gfm from 'remark-gfm';
import classes from './Markdown.module.css';

const plugins = [gfm];
const components: Components = {
  // A page of ours asks no other host: a picture is a link, which people may follow.
  img: ({ src, alt }) => (typeof src === 'string' ? <Outside href={src}>{alt || 'Picture'}</Outside> : null),
  a: ({ href, children }) => <Outside href={href}>{children}</Outside>,
  h1: ({ children }) => <h3>{children}</h3>, // the page and the section have theirs
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  input: ({ checked }) => <span aria-label={checked ? 'done' : 'to do'} role="img">{checked ? '☑' : '☐'}</span>,
  table: ({ children }) => (
    <div className={classes.wide} tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
};

function Outside({ href, children }: { href?: string | undefined; children?: React.ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** Markdown as people read it. HTML inside is shown as it is written; nothing in it runs or is fetched. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.markdown}>
      <Reading remarkPlugins={plugins} components={components}>
        {text}
      </Reading>
    </div>
  );
}
