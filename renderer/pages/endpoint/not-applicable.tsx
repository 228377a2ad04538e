import type { EndpointPage } from '../../../shared/views.ts';
import classes from './not-applicable.module.css';

/** Rules that say nothing about this endpoint, each with its reason. */
export function NotApplicable({ page }: { page: EndpointPage }) {
  return (
    <section className={classes.card} aria-label="Rules that do not apply">
      <ul className={classes.rules}>
        {page.notApplicable.map(({ rule, title, why }) => (
          <li key={rule}>
            <strong>{title}</strong>
            <span>{why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
