import { Button } from '@mantine/core';
import { UNATTRIBUTED_PAGE } from '../../../shared/run-views.ts';
import { count } from '../../components/format.ts';
import classes from './pager.module.css';

export interface PagerProps {
  /** What is paged, for the buttons' names: `transactions`. */
  readonly name: string;
  readonly page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

export const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / UNATTRIBUTED_PAGE));

/** `1 to 200 of 412`, and the way to the pages beside; nothing where all stand on one. */
export function Pager({ name, page, total, onPage }: PagerProps) {
  if (total <= UNATTRIBUTED_PAGE) return null;
  const from = (page - 1) * UNATTRIBUTED_PAGE;
  return (
    <nav className={classes.pager} aria-label={`Pages of ${name}`}>
      <span>
        {count(from + 1)} to {count(Math.min(total, from + UNATTRIBUTED_PAGE))} of {count(total)} {name}
      </span>
      <Button size="xs" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        Earlier
      </Button>
      <Button size="xs" disabled={page >= pagesOf(total)} onClick={() => onPage(page + 1)}>
        Later
      </Button>
    </nav>
  );
}
