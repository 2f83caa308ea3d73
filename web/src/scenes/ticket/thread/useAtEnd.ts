import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const nearPx = 80;
/** What stays in view above the first that is new. */
const headroomPx = 44;

interface Log {
  /** The last message. */
  readonly last: string;
  /** Whether its reader said it. */
  readonly isOwn: boolean;
  /** The first message that its reader has not read; null for none. */
  readonly firstNew: string | null;
}

/**
 * Keeps the end of a log in view while its reader is there, though what is new to them is read from its beginning; elsewhere it stays, and says that
 * there is something new. Begins at the address's mark.
 */
export function useAtEnd({ last, isOwn, firstNew }: Log) {
  const place = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const isPast = useRef(false); // they went to the end by themselves
  const put = useRef(0);
  const known = useRef(last);
  const [seen, setSeen] = useState(last);
  const follow = useCallback(() => {
    const element = place.current;
    if (!element || !isFollowing.current) return;
    const end = element.scrollHeight - element.clientHeight;
    const first = firstNew === null || isPast.current ? null : document.getElementById(`message-${firstNew}`);
    const top = first ? first.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop - headroomPx : end;
    element.scrollTop = Math.min(top, end);
    put.current = element.scrollTop;
    if (top >= end) setSeen(last);
  }, [last, firstNew]);
  const toEnd = useCallback(() => {
    isPast.current = true;
    isFollowing.current = true;
    follow();
  }, [follow]);

  useLayoutEffect(() => {
    const mark = window.location.hash.slice(1);
    const marked = mark === '' ? null : document.getElementById(mark);
    if (!marked) return follow();
    isFollowing.current = false;
    marked.scrollIntoView({ block: 'center' });
  }, []);

  useEffect(() => {
    const [element, inner] = [place.current, content.current];
    if (!element || !inner) return;
    const onScroll = () => {
      if (Math.abs(element.scrollTop - put.current) < 2) return; // by us
      isFollowing.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
      isPast.current ||= isFollowing.current;
      if (isFollowing.current) setSeen(last);
    };
    const observer = new ResizeObserver(follow);
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [last, follow]);

  useEffect(() => {
    if (isOwn && known.current !== last) toEnd();
    known.current = last;
  }, [last, isOwn, toEnd]);
  return { place, content, isBehind: seen !== last, toEnd };
}
