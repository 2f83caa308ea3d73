import { useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { SandboxBanner } from './parts/SandboxBanner.js';
import { useSession } from './session.js';

/** What surrounds every page: the way past the top for keyboards, the sandbox label, and the focus that follows a change of page. */
export function Frame() {
  const { now } = useSession();
  const { pathname } = useLocation();
  const shown = useRef(pathname);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('h1')?.focus();
  }, [pathname]);

  const mailbox = now.state === 'known' ? now.answer.sandbox?.mailbox : undefined;
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      {mailbox && <SandboxBanner mailbox={mailbox} />}
      <Outlet />
    </>
  );
}
