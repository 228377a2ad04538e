import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { ICON } from '../../components/icon.ts';
import classes from './runs-crumb.module.css';

/** The way back to the list of runs, before a run's or an import's own title. */
export function RunsCrumb() {
  return (
    <>
      <Link to="/runs" className={classes.crumb}>
        Runs
      </Link>
      <IconChevronRight {...ICON} size={14} />
    </>
  );
}
