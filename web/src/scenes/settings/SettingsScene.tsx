import { NavLink, Outlet } from 'react-router';
import { useViewer } from '../../desk/viewer.js';
import { Page } from '../../parts/Page.js';
import classes from './SettingsScene.module.css';
import { settings } from './settings.js';

/** The pages of settings the viewer may see, and the chosen one. */
export function SettingsScene() {
  const { may } = useViewer();
  return (
    <Page title="Settings">
      <div className={classes.settings}>
        <nav aria-label="Settings" className={classes.nav}>
          {settings
            .filter(({ needs }) => needs === null || may(needs))
            .map(({ path, label }) => (
              <NavLink key={path} to={path}>
                {label}
              </NavLink>
            ))}
        </nav>
        <div className={classes.body}>
          <Outlet />
        </div>
      </div>
    </Page>
  );
}
