import { Button, UnstyledButton } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { Fragment, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CallProof } from '../../../shared/call-views.ts';
import type { Body, Message, Place } from '../../../shared/records.ts';
import { formatCount, plural } from '../../../shared/text.ts';
import { copyText } from '../../components/copy.ts';
import { bytes, micros } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { BodyView } from './body-view.tsx';
import { curlOf } from './curl.ts';
import { FindField } from './find-field.tsx';
import { patternFor } from './find-text.ts';

import { Marked, useMarking } from './marking.tsx';
import { markInCall, marksAt, piecesOf } from './marks.ts';
import classes from './request-card.module.css';
import { SEARCHED, useFind } from './use-find.ts';

/** Headers that decide whether a call reaches the server, who it is for, and on what condition. */
const TELLING = new Set([
  'authorization',
  'cookie',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'idempotency-key',
  'cache-control',
  'purpose',
  'sec-purpose',
  'referer',
]);

function sentWords({ exchange }: CallProof): string {
  const { startUs, endUs, response } = exchange;
  const took = startUs !== null && endUs !== null ? micros(endUs - startUs) : 'time not recorded';
  const size = response.body?.size;
  return typeof size === 'number' ? `${took}, ${bytes(size)}` : took;
}

function Address({ call: { exchange } }: { call: CallProof }) {
  const { marks } = useMarking();
  const { origin, path, query } = exchange;
  return (
    <p className={classes.address} {...SEARCHED}>
      <span className={classes.origin}>{origin}</span>
      {piecesOf(path, marksAt(marks, 'path')).map(({ text, mark }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
        <Marked key={i} mark={mark}>
          {text}
        </Marked>
      ))}
      {query.map(([name, value], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat; parameters of one address, in their order
        <span key={i}>
          {i === 0 ? '?' : '&'}
          {name}=<Marked mark={markInCall(marks, 'query', name, value)}>{value}</Marked>
        </span>
      ))}
    </p>
  );
}

function Headers({ message, all }: { message: Message; all: boolean }) {
  const shown = message.headers.filter(([name]) => all || TELLING.has(name.toLowerCase()));
  return shown.map(([name, value], i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat; headers of one message, in their order
    <div key={i} className={classes.fact}>
      <dt>{name}</dt>
      <dd className="ea-mono">{value}</dd>
    </div>
  ));
}

/** Values of headers, and those read out of the token or cookie before it was masked. */
function Claims({ place, title }: { place: 'header' | 'token'; title: string }) {
  const { marks } = useMarking();
  return marksAt(marks, place).map((mark) => (
    <div key={mark.number} className={classes.fact}>
      <dt>{title}</dt>
      <dd>
        <Marked mark={mark}>
          <span className="ea-mono">{mark.value}</span>
        </Marked>{' '}
        {mark.matches.find((match) => match.place === place)?.field}
      </dd>
    </div>
  ));
}

function Facts({ call: { exchange }, searching }: { call: CallProof; searching: boolean }) {
  const [unfolded, setUnfolded] = useState(false);
  const all = unfolded || searching;
  const { request } = exchange;
  const hidden = request.headers.filter(([name]) => !TELLING.has(name.toLowerCase())).length;
  return (
    <>
      <dl className={classes.facts} {...SEARCHED}>
        <div className={classes.fact}>
          <dt>Client</dt>
          <dd>{exchange.client ?? 'not named'}</dd>
        </div>
        <Claims place="token" title="From the token" />
        <Claims place="header" title="From a header" />
        <Headers message={request} all={all} />
        {exchange.reached !== 'yes' && (
          <div className={classes.fact}>
            <dt>Reached</dt>
            <dd>{exchange.reachedWhy}</dd>
          </div>
        )}
      </dl>
      {hidden > 0 && !searching && (
        <UnstyledButton className={classes.more} aria-expanded={all} onClick={() => setUnfolded(!all)}>
          {all ? 'Fewer headers' : `${formatCount(hidden)} more ${plural(hidden, 'header')}`}
        </UnstyledButton>
      )}
    </>
  );
}

/** The answer's headers, folded: they seldom tell more than its body. */
function ResponseHeaders({ message, searching }: { message: Message; searching: boolean }) {
  const [unfolded, setUnfolded] = useState(false);
  const open = unfolded || searching;
  const count = message.headers.length;
  if (count === 0) return null;
  return (
    <>
      {open && (
        <section className={classes.body} aria-label="Response headers">
          <h3 className={classes.bodyTitle}>Response headers</h3>
          <dl className={classes.facts} {...SEARCHED}>
            <Headers message={message} all />
          </dl>
        </section>
      )}
      {!searching && (
        <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setUnfolded(!open)}>
          {open
            ? 'Fold the headers of the response'
            : `${formatCount(count)} ${plural(count, 'header')} of the response`}
        </UnstyledButton>
      )}
    </>
  );
}

const STATES: Readonly<Record<Body['state'], string | null>> = {
  full: null,
  cut: 'Cut short by the recorder.',
  missing: 'Not captured: the recorder kept no text.',
  binary: 'Binary: not kept.',
  asset: 'A static file: not kept.',
};

function cutWords({ text, state, beyond }: Body): string | null {
  if (state !== 'cut' || text === null) return STATES[state];
  return beyond
    ? `Only the first ${formatCount(text.length)} characters are kept; Settings say how many.`
    : `Cut at ${formatCount(text.length)} characters by the recorder.`;
}

interface BodyPartProps {
  readonly title: string;
  readonly body: Body | null;
  readonly place: Place;
  /** Parts that hold it are opened. */
  readonly sought: RegExp | null;
}

function BodyPart({ title, body, place, sought }: BodyPartProps) {
  const note = body && cutWords(body);
  return (
    <section className={classes.body} aria-label={title}>
      <h3 className={classes.bodyTitle}>{title}</h3>
      {body === null && <p className={classes.note}>None.</p>}
      {body?.text != null && <BodyView text={body.text} mime={body.mime} place={place} sought={sought} />}
      {note && <p className={classes.note}>{note}</p>}
    </section>
  );
}

export interface RequestCardProps {
  readonly call: CallProof;
  /** What is looked for in it; stays from call to call. */
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** The request and its answer as they were recorded, secrets masked. */
export function RequestCard({ call, query, onQuery }: RequestCardProps) {
  const { exchange } = call;
  const { request, response } = exchange;
  const card = useRef<HTMLElement>(null);
  const found = useFind(card, query, call.exchangeId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another call is read from its beginning
  useLayoutEffect(() => {
    if (card.current) card.current.scrollTop = 0;
  }, [call.exchangeId]);
  const sought = useMemo(() => patternFor(query), [query]);
  const searching = sought !== null;
  return (
    <article className={classes.card} aria-label="Request">
      <div className={classes.top}>
        <Head call={call} />
        <FindField query={query} onQuery={onQuery} found={found} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section ref={card} className={classes.scroll} tabIndex={0} aria-label="Headers and bodies">
        <Fragment key={call.exchangeId}>
          <Address call={call} />
          <Facts call={call} searching={searching} />
          {request.body && <BodyPart title="Request body" body={request.body} place="body" sought={sought} />}
          <ResponseHeaders message={response} searching={searching} />
          <BodyPart title="Response body" body={response.body} place="response" sought={sought} />
        </Fragment>
      </section>
      <footer className={classes.foot}>
        {call.capture}, entry {formatCount(exchange.index)}, byte {formatCount(exchange.byteOffset)}
      </footer>
    </article>
  );
}

function Head({ call }: { call: CallProof }) {
  const { exchange } = call;
  const { status } = exchange;
  return (
    <header className={classes.head}>
      <strong className="ea-mono">{exchange.method}</strong>
      <span className={classes.status} data-ok={(status !== null && status < 400) || undefined}>
        {status ?? exchange.failure ?? 'no answer'}
      </span>
      <span className={classes.sent}>{sentWords(call)}</span>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<IconCopy {...ICON} size={14} />}
        onClick={() => void copyText(curlOf(exchange), 'Copied as curl, secrets masked')}
      >
        curl
      </Button>
    </header>
  );
}
