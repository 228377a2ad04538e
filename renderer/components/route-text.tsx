import { Fragment } from 'react';
import classes from './route-text.module.css';

/** The route in two parts: what may be shortened, and the last two segments, which always show. */
export function splitRoute(route: string): readonly [head: string, tail: string] {
  const segments = route.split('/');
  // The first is empty: a route begins with a slash.
  if (segments.length <= 3) return ['', route];
  return [`${segments.slice(0, -2).join('/')}/`, segments.slice(-2).join('/')];
}

/** Parameters stand back, so that the fixed words of a route are read first. */
function Segments({ text }: { text: string }) {
  return text.split(/(\{[^}]*\})/).map((part, i) =>
    part.startsWith('{') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
      <span key={i} className={classes.param}>
        {part}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
      <Fragment key={i}>{part}</Fragment>
    ),
  );
}

/** All of a route, broken after its slashes where it has to be. */
function WholeRoute({ route }: { route: string }) {
  return (
    <span className={classes.whole}>
      {route.split(/(?<=\/)/).map((segment, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
        <Fragment key={i}>
          <Segments text={segment} />
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}

export interface RouteTextProps {
  readonly route: string;
  /** Left out where a column of its own shows it. */
  readonly method?: string;
  /** Gives the method the width of a column, so that routes stand under each other. */
  readonly aligned?: boolean;
  /** Never shortens it: it wraps. */
  readonly whole?: boolean;
}

/** Method and route in mono. Where it is too long its middle goes; the text itself stays whole for readers and copying. */
export function RouteText({ route, method, aligned = false, whole = false }: RouteTextProps) {
  return (
    <span className={classes.root} title={method ? `${method} ${route}` : route}>
      {method && (
        <span className={classes.method} data-aligned={aligned || undefined}>
          {method}{' '}
        </span>
      )}
      {whole ? <WholeRoute route={route} /> : <ShortRoute route={route} />}
    </span>
  );
}

function ShortRoute({ route }: { route: string }) {
  const [head, tail] = splitRoute(route);
  return (
    <span className={classes.route}>
      {head && (
        <span className={classes.head}>
          <Segments text={head} />
        </span>
      )}
      <span className={classes.tail}>
        <Segments text={tail} />
      </span>
    </span>
  );
}
