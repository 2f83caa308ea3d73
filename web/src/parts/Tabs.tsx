import { Link } from 'react-router';
import classes from './Tabs.module.css';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly to: string; readonly label: string; readonly isHere: boolean }[];
}

/** Pages that stand beside one another; each has an address. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(tab => (
        <Link key={tab.to} to={tab.to} aria-current={tab.isHere ? 'page' : undefined} className={classes.tab}>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
