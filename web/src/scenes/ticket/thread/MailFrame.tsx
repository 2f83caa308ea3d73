import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { styleNonce } from '../../../theme.js';
import { hasColours, mailDocument } from './mailDocument.js';
import classes from './Message.module.css';

interface MailFrameProps {
  readonly title: string;
  /** Made harmless by the house, its styles set aside. */
  readonly html: string;
  readonly files: ReadonlyMap<string, string>;
}

/** HTML somebody wrote, in a frame where nothing runs, as high as what is in it. */
export function MailFrame({ title, html, files }: MailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const scheme = useComputedColorScheme();
  const isPaper = scheme === 'dark' && hasColours(html.replaceAll(' data-style="', ' style="'));
  const source = useMemo(() => {
    const of = getComputedStyle(document.documentElement);
    const colour = (name: string, onPaper: string) => (isPaper ? onPaper : of.getPropertyValue(name).trim() || onPaper);
    return mailDocument(html, { nonce: styleNonce(), ink: colour('--dg-ink', '#15171c'), link: colour('--dg-accent-ink', '#3a47bd'), line: colour('--dg-line', '#e5e7ec'), files });
  }, [html, files, isPaper, scheme]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let observer: ResizeObserver | null = null;
    const dress = () => {
      const inside = element.contentDocument;
      if (!inside?.body) return;
      for (const one of inside.querySelectorAll<HTMLElement>('[data-style]')) one.style.cssText = one.dataset['style'] ?? '';
      for (const link of inside.querySelectorAll('a')) link.title = link.href;
      observer?.disconnect();
      observer = new ResizeObserver(() => {
        element.style.height = `${inside.documentElement.scrollHeight}px`;
      });
      observer.observe(inside.body);
    };
    element.addEventListener('load', dress);
    dress();
    return () => {
      element.removeEventListener('load', dress);
      observer?.disconnect();
    };
  }, [source]);

  return <iframe ref={frame} title={title} srcDoc={source} sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" className={classes.frame} data-paper={isPaper || undefined} />;
}
