import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const nearPx = 80;

/** Keeps the end of a log in view while its reader is there; elsewhere it stays, and says that there is something new. Begins at the address's mark. */
export function useAtEnd(last: string) {
  const place = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [seen, setSeen] = useState(last);
  const toEnd = useCallback(() => {
    const element = place.current;
    if (element) element.scrollTop = element.scrollHeight;
    isAtEnd.current = true;
    setSeen(last);
  }, [last]);

  useLayoutEffect(() => {
    const mark = window.location.hash.slice(1);
    const marked = mark === '' ? null : document.getElementById(mark);
    if (!marked) return toEnd();
    isAtEnd.current = false;
    marked.scrollIntoView({ block: 'center' });
  }, []);

  useEffect(() => {
    const [element, inner] = [place.current, content.current];
    if (!element || !inner) return;
    const onScroll = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
      if (isAtEnd.current) setSeen(last);
    };
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [last]);

  useEffect(() => {
    if (isAtEnd.current) setSeen(last);
  }, [last]);
  return { place, content, isBehind: seen !== last, toEnd };
}
