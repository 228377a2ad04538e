import { type ReactNode, useEffect } from 'react';
import { KeyLine } from './key-line.tsx';
import classes from './page.module.css';

export interface PageProps {
  /** The page's one h1, and the window's title. */
  readonly title: string;
  /** Before the title: the way back, `Runs >`. */
  readonly crumbs?: ReactNode;
  /** One sentence of counts. */
  readonly sentence?: ReactNode;
  /** Buttons at the right of the head. */
  readonly actions?: ReactNode;
  /** Replaces the whole 52 px head; it must hold the h1. */
  readonly head?: ReactNode;
  readonly filter?: ReactNode;
  /** A row of 36 px; the page brings the tablist. */
  readonly tabs?: ReactNode;
  /** `bg` where cards stand on the page, `surface` for lists. */
  readonly ground?: 'surface' | 'bg';
  /** Padding around the content; lists go to the edges without. */
  readonly padded?: boolean;
  /** A panel at the right of the content, scrolling by itself. */
  readonly side?: ReactNode;
  /** The key line's left and right. */
  readonly status?: ReactNode;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page: head, filter, tabs, content, key line. Only the content scrolls, and never sideways. */
export function Page(props: PageProps) {
  const { title, ground = 'surface', padded = false } = props;
  useEffect(() => {
    document.title = `${title}, Endpoint Audit`;
  }, [title]);
  return (
    <div className={classes.page} data-ground={ground}>
      {props.head ?? <Head {...props} />}
      {props.filter && <div className={classes.filter}>{props.filter}</div>}
      {props.tabs && <div className={classes.tabs}>{props.tabs}</div>}
      <div className={classes.middle}>
        <div className={classes.content} data-padded={padded || undefined}>
          {props.children}
        </div>
        {props.side && <aside className={classes.side}>{props.side}</aside>}
      </div>
      <KeyLine status={props.status} end={props.end} />
    </div>
  );
}

function Head({ title, crumbs, sentence, actions }: PageProps) {
  return (
    <header className={classes.head}>
      {crumbs && (
        <nav className={classes.crumbs} aria-label="Where this page is">
          {crumbs}
        </nav>
      )}
      <h1 className={classes.title}>{title}</h1>
      {sentence && <p className={classes.sentence}>{sentence}</p>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
