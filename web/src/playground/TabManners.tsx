import { useEffect, useRef } from 'react';

/**
 * Lives in the editor's tab bar and mends its roles: GraphiQL calls the list item a tab, though it holds two buttons that screen readers
 * then cannot reach. Here it is a list of buttons, the current one marked.
 */
export function TabManners() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const bar = place.current?.closest('.graphiql-session-header');
    if (!bar) return;
    const mend = () => {
      bar.querySelector('.graphiql-tabs')?.removeAttribute('role');
      for (const item of bar.querySelectorAll('.graphiql-tab')) {
        item.removeAttribute('role');
        item.removeAttribute('aria-selected');
        const isCurrent = item.classList.contains('graphiql-tab-active');
        item.querySelector('.graphiql-tab-button')?.setAttribute('aria-current', String(isCurrent));
      }
    };
    mend();
    const watch = new MutationObserver(mend);
    watch.observe(bar, { subtree: true, childList: true, attributeFilter: ['class', 'aria-selected', 'role'] });
    return () => watch.disconnect();
  }, []);
  return <span ref={place} />;
}
