import { type RefObject, useEffect } from 'react';
import { useStable } from '../../components/use-stable.ts';
import { AXIS_PX } from './scene.ts';
import { panned, widthOf, zoomed } from './time-window.ts';
import type { ViewStore } from './view-store.ts';

/** How strongly a px of the wheel zooms; a trackpad's pinch sends smaller steps. */
const WHEEL = 0.0016;
const PINCH = 0.01;
/** A wheel that counts in lines, not px. */
const LINE_PX = 16;
/** A press that moves less is a click. */
const CLICK_PX = 4;

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Pointing {
  /** Null: the pointer has left. */
  readonly onHover: (at: Point | null) => void;
  readonly onClick: (at: Point) => void;
}

function zoomAt(store: ViewStore, factor: number, x: number): void {
  const { window, width } = store.now();
  const us = window.fromUs + (x / Math.max(1, width)) * widthOf(window);
  store.change({ window: zoomed(window, factor, us, store.whole) });
}

/** Around a moment; around the middle where it is not in view. */
export function zoomAround(store: ViewStore, factor: number, aroundUs: number | null): void {
  const { window } = store.now();
  const isIn = aroundUs !== null && aroundUs >= window.fromUs && aroundUs <= window.toUs;
  const us = isIn ? aroundUs : (window.fromUs + window.toUs) / 2;
  store.change({ window: zoomed(window, factor, us, store.whole) });
}

export function panBy(store: ViewStore, px: number): void {
  const { window, width } = store.now();
  store.change({ window: panned(window, (px / Math.max(1, width)) * widthOf(window), store.whole) });
}

const scrollBy = (store: ViewStore, px: number): void => store.change({ scroll: store.now().scroll + px });

/** The wheel zooms around the pointer; with Shift, or sideways, it pans. */
function turn(store: ViewStore, event: WheelEvent, x: number): void {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
  const isSideways = !event.ctrlKey && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY));
  if (isSideways) panBy(store, (event.deltaX || event.deltaY) * unit);
  else zoomAt(store, Math.exp(event.deltaY * unit * (event.ctrlKey ? PINCH : WHEEL)), x);
}

const distanceOf = ([one, other]: readonly Point[]): number =>
  one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
const middleOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

/** One finger or button pans, two fingers pinch. */
function drag(store: ViewStore, before: readonly Point[], after: readonly Point[]): void {
  const [from, to] = [middleOf(before), middleOf(after)];
  panBy(store, from.x - to.x);
  scrollBy(store, from.y - to.y);
  const [was, is] = [distanceOf(before), distanceOf(after)];
  if (was > 0 && is > 0) zoomAt(store, was / is, to.x);
}

/** Zooms and pans by wheel, drag and pinch; tells of hovering and clicks. */
export function usePointing(
  canvas: RefObject<HTMLCanvasElement | null>,
  store: ViewStore,
  { onHover, onClick }: Pointing,
): void {
  const hover = useStable(onHover);
  const click = useStable(onClick);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const pressed = new Map<number, Point>();
    let travelled = 0;
    const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      turn(store, event, pointOf(event).x);
      hover(pointOf(event));
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      if (pressed.size === 0) travelled = 0;
      element.setPointerCapture(event.pointerId);
      pressed.set(event.pointerId, pointOf(event));
    };
    const onMove = (event: PointerEvent) => {
      const old = pressed.get(event.pointerId);
      const point = pointOf(event);
      if (!old) return hover(point);
      travelled += Math.hypot(point.x - old.x, point.y - old.y);
      if (travelled < CLICK_PX) return;
      hover(null);
      const before = [...pressed.values()];
      pressed.set(event.pointerId, point);
      drag(store, before, [...pressed.values()]);
    };
    const onUp = (event: PointerEvent) => {
      if (!pressed.delete(event.pointerId) || pressed.size > 0 || travelled >= CLICK_PX) return;
      const point = pointOf(event);
      if (event.type === 'pointerup' && point.y >= AXIS_PX) click(point);
    };
    const onLeave = () => hover(null);
    const stop = new AbortController();
    const { signal } = stop;
    // Passive listeners could not keep the page from zooming.
    element.addEventListener('wheel', onWheel, { passive: false, signal });
    element.addEventListener('pointerdown', onDown, { signal });
    element.addEventListener('pointermove', onMove, { signal });
    element.addEventListener('pointerup', onUp, { signal });
    element.addEventListener('pointercancel', onUp, { signal });
    element.addEventListener('pointerleave', onLeave, { signal });
    return () => stop.abort();
  }, [canvas, store, hover, click]);
}
