import { useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { Page } from '../../parts/Page.js';
import { useTitle } from '../../parts/useTitle.js';
import classes from './SettingsScene.module.css';
import { groups, settings } from './settings.js';

/** The pages of settings the viewer may see, and the chosen one. */
export function SettingsScene() {
  const { may } = useViewer();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useTitle(settings.find(({ path }) => pathname === `/settings/${path}`)?.label ?? 'Settings');
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.clientWidth / 3; // a telephone shows some of them only
  }, [pathname]);
  return (
    <Page title="Settings">
      <div className={classes.settings}>
        <nav ref={nav} aria-label="Settings" className={classes.nav}>
          {groups.map(group => {
            const pages = settings.filter(page => page.group === group && (page.needs === null || may(page.needs)));
            return (
              pages.length > 0 && (
                <div key={group} role="group" aria-label={group} className={classes.group}>
                  <span aria-hidden="true" className={classes.title}>
                    {group}
                  </span>
                  {pages.map(({ path, label }) => (
                    <NavLink key={path} to={path}>
                      {label}
                    </NavLink>
                  ))}
                </div>
              )
            );
          })}
        </nav>
        <Outlet />
      </div>
    </Page>
  );
}
