import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { compileFilter } from '../../../shared/filter-match.ts';
import type { RunPage } from '../../../shared/run-views.ts';
import type { Timeline } from '../../../shared/timeline-views.ts';
import { useCommit } from '../../data/run-queries.ts';
import { FilterBox } from '../../filter/filter-box.tsx';
import { COARSE_US } from '../endpoint/strip-geometry.ts';
import { NO_REQUESTS } from '../run/run-words.ts';
import { candidatesIn } from './draw-chosen.ts';
import { LaneNames } from './lane-names.tsx';
import { lanesOf } from './lanes.ts';
import { LanesCanvas } from './lanes-canvas.tsx';
import { filterLanguage, keepUnits, unitsOf } from './mark-filter.ts';
import { MarkPanel } from './mark-panel.tsx';
import { kindOf, type Marks, spanOf } from './marks.ts';
import { MarksList } from './marks-list.tsx';
import { Overview } from './overview.tsx';
import { type Switches, TimelineBar } from './timeline-bar.tsx';
import classes from './timeline-view.module.css';
import { foundWords, undrawnWords } from './timeline-words.ts';
import { useChoice } from './use-choice.ts';
import { useTimelineKeys } from './use-timeline-keys.ts';
import { useView } from './use-view.ts';

export interface TimelineViewProps {
  readonly run: RunPage;
  readonly marks: Marks;
  readonly switches: Switches;
  readonly withoutTime: Timeline['withoutTime'];
}

/** Who may have caused the chosen commit, for the lines to them; a link that has no rival is drawn already. */
function useCandidates(marks: Marks, chosen: number | null) {
  const { kind, place } = chosen === null ? { kind: null, place: 0 } : kindOf(marks, chosen);
  const { data } = useCommit(kind === 'commit' ? (marks.commits.id[place] ?? null) : null);
  return useMemo(() => {
    const drawn = kind === 'commit' && data ? candidatesIn(marks, data.candidates) : [];
    return data?.answer === 'linked' && drawn.length === 1 ? [] : drawn;
  }, [marks, kind, data]);
}

const route = getRouteApi('/runs/$id/{-$tab}');

/** The marks that the filter in the address leaves. Typing does not wait for the picture. */
function useFiltered(all: Marks) {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const language = useMemo(() => filterLanguage(all), [all]);
  const units = useMemo(() => unitsOf(all), [all]);
  const text = useDeferredValue(q);
  const marks = useMemo(() => {
    const { matches, active } = compileFilter(language, text);
    return active === 0 ? all : keepUnits(all, units.filter(matches));
  }, [all, language, units, text]);
  const setFilter = (next: string) =>
    void navigate({ search: (old) => ({ ...old, q: next || undefined }), replace: true });
  return { q, text, marks, language, units, setFilter };
}

/** A run on the axis of time. */
export function TimelineView({ run, marks: all, switches, withoutTime }: TimelineViewProps) {
  const { q, text, marks, language, units, setFilter } = useFiltered(all);
  const found = foundWords(marks, all);
  return (
    <div className={classes.view}>
      <div className={classes.filter}>
        <FilterBox
          language={language}
          rows={units}
          value={q}
          onChange={setFilter}
          placeholder="Filter requests with their commits, e.g. method:GET table:page_hits commit:undecided"
          found={found}
          onLeave={() => document.getElementById('main')?.focus()}
        />
      </div>
      <Picture
        // What the keys and the pointer are on has another place among other marks.
        key={`${text} ${marks.order.length}`}
        run={run}
        marks={marks}
        switches={switches}
        note={marks === all ? undrawnWords(withoutTime) : found}
      />
      {marks.order.length === 0 && (
        <p className={classes.nothing}>
          Nothing matches {text}.{' '}
          <Button size="xs" onClick={() => setFilter('')}>
            Clear
          </Button>
        </p>
      )}
    </div>
  );
}

type PictureProps = Pick<TimelineViewProps, 'run' | 'marks' | 'switches'> & { readonly note: string };

function Picture({ run, marks, switches, note }: PictureProps) {
  const lanes = useMemo(() => lanesOf(marks), [marks]);
  const store = useView(marks, lanes);
  const choice = useChoice(marks, lanes, store);
  const { at, cursor, chosen, choose } = choice;
  const candidates = useCandidates(marks, chosen);
  useTimelineKeys({
    store,
    any: marks.order.length > 0,
    aroundUs: cursor === null ? null : spanOf(marks, cursor)[0],
    onStep: choice.step,
    onEnd: (which) => choice.moveTo(which === 'first' ? 0 : marks.order.length - 1),
    canOpen: cursor !== null && cursor !== chosen,
    onOpen: () => choose(cursor),
  });
  const isCoarse = useMemo(() => marks.commits.resolution.some((us) => us > COARSE_US), [marks]);
  const hasLog = run.links.transactions > 0;
  return (
    <>
      <TimelineBar store={store} note={note} coarse={isCoarse} switches={switches} />
      <div className={classes.body}>
        <div className={classes.picture}>
          <Overview marks={marks} store={store} />
          <div className={classes.lanes}>
            <LaneNames run={run.id} lanes={lanes} store={store} />
            <LanesCanvas
              marks={marks}
              lanes={lanes}
              store={store}
              emphasis={{ chosen, candidates, cursor }}
              onChoose={choose}
            />
            {!hasLog && <p className={classes.noLog}>No change log in this run: there is nothing to link.</p>}
            {run.exchanges === 0 && <p className={classes.noRequests}>{NO_REQUESTS}</p>}
          </div>
          <MarksList marks={marks} store={store} at={at} chosen={chosen} onChoose={choose} onFocus={choice.moveTo} />
        </div>
        {chosen !== null && <MarkPanel marks={marks} mark={chosen} onChoose={choice.goTo} />}
      </div>
    </>
  );
}
