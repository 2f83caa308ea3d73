import { useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';

const placeOf = (path: string) => path.split('/')[1];

/** What surrounds every page: the focus and the scroll that follow a change of place. Within the inbox and the settings the focus is theirs. */
export function Frame() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);

  useEffect(() => {
    const from = shown.current;
    shown.current = pathname;
    if (from === pathname || (/^\/(inbox|settings)/.test(pathname) && placeOf(from) === placeOf(pathname))) return;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('h1')?.focus();
  }, [pathname]);

  return <Outlet />;
}
