import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { count, counted } from '../../components/format.ts';
import canvasClasses from './canvas.module.css';
import { type Density, densityOf, mostInASecond } from './density.ts';
import type { Marks } from './marks.ts';
import classes from './overview.module.css';
import type { Palette } from './palette.ts';
import { between, panned, type TimeWindow, widthOf } from './time-window.ts';
import { windowWords } from './timeline-words.ts';
import { type Drawing, useDrawing } from './use-drawing.ts';
import type { ViewStore } from './view-store.ts';

/** Px of one step. */
const STEP_PX = 3;
/** A press that moves less is a click. */
const CLICK_PX = 4;

const COLOURS: readonly (keyof Palette)[] = ['linked', 'background', 'undecided'];

function drawDensity({ ctx, width, height, palette }: Drawing, density: Density): void {
  ctx.clearRect(0, 0, width, height);
  const middle = Math.round(height * 0.45);
  const step = width / density.requests.length;
  const [above, below] = [middle - 4, height - middle - 4];
  density.requests.forEach((requests, i) => {
    let y = middle + 1;
    ctx.fillStyle = palette.request;
    const up = (requests / Math.max(1, density.most.requests)) * above;
    if (requests > 0) ctx.fillRect(i * step, middle - Math.max(1, up), step - 1, Math.max(1, up));
    for (const [answer, counts] of density.commits.entries()) {
      const down = ((counts[i] ?? 0) / Math.max(1, density.most.commits)) * below;
      ctx.fillStyle = palette[COLOURS[answer] ?? 'linked'];
      if (down > 0) ctx.fillRect(i * step, y, step - 1, Math.max(1, down));
      y += down;
    }
  });
  ctx.fillStyle = palette.outside;
  ctx.fillRect(0, middle, width, 1);
}

/** The frame around what is in view, moved without drawing anything again. */
function useFrame(store: ViewStore) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const { window } = store.now();
      // Around all of it there is nothing to frame.
      frame.current?.toggleAttribute('hidden', widthOf(window) >= widthOf(store.whole));
      const share = (us: number) => ((us - store.whole.fromUs) / widthOf(store.whole)) * 100;
      frame.current?.style.setProperty('left', `${share(window.fromUs)}%`);
      frame.current?.style.setProperty('right', `${100 - share(window.toUs)}%`);
    };
    place();
    return store.subscribe(place);
  }, [store]);
  return frame;
}

interface Drag {
  readonly fromX: number;
  readonly fromUs: number;
  /** Where the frame was, when it is moved and not drawn anew. */
  readonly moves: TimeWindow | null;
}

/** A drag chooses what is in view; one that begins inside the frame moves it; a click centres it. */
function useChoosing(store: ViewStore) {
  const drag = useRef<Drag | null>(null);
  const usOf = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return store.whole.fromUs + ((clientX - left) / width) * widthOf(store.whole);
  };
  const centre = (us: number) => {
    const { window } = store.now();
    store.change({ window: panned(window, us - (window.fromUs + widthOf(window) / 2), store.whole) });
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      const { window } = store.now();
      const fromUs = usOf(event);
      const isInside = fromUs > window.fromUs && fromUs < window.toUs && widthOf(window) < widthOf(store.whole);
      drag.current = { fromX: event.clientX, fromUs, moves: isInside ? window : null };
    },
    onPointerMove: (event: PointerEvent) => {
      const { current } = drag;
      if (!current || Math.abs(event.clientX - current.fromX) < CLICK_PX) return;
      const us = usOf(event);
      const { moves, fromUs } = current;
      store.change({ window: moves ? panned(moves, us - fromUs, store.whole) : between(fromUs, us, store.whole) });
    },
    onPointerUp: (event: PointerEvent) => {
      const { current } = drag;
      drag.current = null;
      if (current && Math.abs(event.clientX - current.fromX) < CLICK_PX) centre(usOf(event));
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
}

const rateOf = (most: number): string => (most === 0 ? 'none' : `at most ${count(most)} a second`);
const ratesOf = ({ requests, commits }: Marks) => ({
  requests: rateOf(mostInASecond(requests.start)),
  commits: rateOf(mostInASecond(commits.at)),
});

/** The whole run on one strip: requests above, commits below, a frame around what is in view. */
export function Overview({ marks, store }: { marks: Marks; store: ViewStore }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [steps, setSteps] = useState(300);
  const density = useMemo(() => densityOf(marks, store.whole, steps), [marks, store, steps]);
  useDrawing(
    canvas,
    (drawing) => drawDensity(drawing, density),
    (width) => setSteps(Math.max(1, Math.round(width / STEP_PX))),
  );
  const frame = useFrame(store);
  const choosing = useChoosing(store);
  const rates = useMemo(() => ratesOf(marks), [marks]);
  return (
    <div className={classes.overview}>
      <div className={classes.names}>
        <span title={`${counted(marks.requests.count, 'request')}, ${rates.requests}`}>
          Requests <small>{rates.requests}</small>
        </span>
        <span title={`${counted(marks.commits.count, 'commit')}, ${rates.commits}`}>
          Commits <small>{rates.commits}</small>
        </span>
      </div>
      <div className={classes.strip} {...choosing}>
        <canvas
          ref={canvas}
          className={canvasClasses.canvas}
          role="img"
          aria-label={`The whole run, ${windowWords(store.whole)}: requests above, ${rates.requests}; commits below, ${rates.commits}.`}
        />
        <div ref={frame} className={classes.frame} />
      </div>
    </div>
  );
}
