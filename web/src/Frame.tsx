import { useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';

/** What surrounds every page: the focus and the scroll that follow a change of page. */
export function Frame() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('h1')?.focus();
  }, [pathname]);

  return <Outlet />;
}
