import { useEffect, useRef, useState } from 'react';
import canvasClasses from './canvas.module.css';
import { drawTimeline, type Emphasis } from './draw-timeline.ts';
import { markAt } from './hit.ts';
import type { Lanes } from './lanes.ts';
import classes from './lanes-canvas.module.css';
import type { Marks } from './marks.ts';
import type { Scene } from './scene.ts';
import { markWords, pictureWords } from './timeline-words.ts';
import { useDrawing } from './use-drawing.ts';
import { usePointing } from './use-pointing.ts';
import { useRested } from './use-view.ts';
import type { View, ViewStore } from './view-store.ts';

interface Hovered {
  readonly mark: number;
  readonly x: number;
  readonly y: number;
}

export interface LanesCanvasProps {
  readonly marks: Marks;
  readonly lanes: Lanes;
  readonly store: ViewStore;
  readonly emphasis: Omit<Emphasis, 'hovered'>;
  readonly onChoose: (mark: number | null) => void;
}

/** The picture itself: lanes of requests with their commits, on an axis of time. */
export function LanesCanvas({ marks, lanes, store, emphasis, onChoose }: LanesCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const sceneNow = (): Scene => ({ marks, lanes, ...store.now() });
  const redraw = useDrawing(
    canvas,
    ({ ctx, palette }) => drawTimeline(ctx, sceneNow(), palette, { ...emphasis, hovered: hovered?.mark ?? null }),
    (width, height) => store.change({ width, height }),
  );
  useEffect(() => {
    const { clientWidth, clientHeight } = canvas.current ?? { clientWidth: 0, clientHeight: 0 };
    store.change({ width: clientWidth, height: clientHeight });
    return store.subscribe(() => {
      redraw();
      // What was under the pointer has moved away.
      setHovered(null);
    });
  }, [store, redraw]);
  usePointing(canvas, store, {
    onHover: (at) => {
      const mark = at && markAt(sceneNow(), at.x, at.y);
      if (mark !== hovered?.mark) setHovered(at && mark !== null ? { mark, ...at } : null);
    },
    onClick: ({ x, y }) => onChoose(markAt(sceneNow(), x, y)),
  });
  const { window } = useRested(store);
  return (
    <div className={classes.area}>
      <canvas
        ref={canvas}
        className={`${canvasClasses.canvas} ${classes.pan}`}
        role="img"
        aria-label={pictureWords(marks, window)}
        data-pointed={hovered !== null || undefined}
      />
      {hovered && <Tip marks={marks} hovered={hovered} view={store.now()} />}
    </div>
  );
}

/** What the pointer is on; the list says the same to those who have none. */
function Tip({ marks, hovered, view }: { marks: Marks; hovered: Hovered; view: View }) {
  const { mark, x, y } = hovered;
  const across = x > view.width / 2 ? { right: view.width - x + 12 } : { left: x + 12 };
  const down = y > view.height / 2 ? { bottom: view.height - y + 12 } : { top: y + 16 };
  return (
    <div className={classes.tip} style={{ ...across, ...down }} aria-hidden="true">
      {markWords(marks, mark)}
    </div>
  );
}
