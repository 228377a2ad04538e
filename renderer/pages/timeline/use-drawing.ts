import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Palette, paletteOf } from './palette.ts';

/** Forced colours change the palette without changing the scheme. */
function useForcedColours(): boolean {
  const [forced, setForced] = useState(() => window.matchMedia('(forced-colors: active)').matches);
  useEffect(() => {
    const query = window.matchMedia('(forced-colors: active)');
    const listen = () => setForced(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return forced;
}

export interface Drawing {
  readonly ctx: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
}

/**
 * Draws on a canvas once a frame at most: when it is laid out, when the theme changes, and when `redraw` is called.
 * The canvas has as many pixels as the screen has behind it.
 */
export function useDrawing(
  canvas: RefObject<HTMLCanvasElement | null>,
  draw: (drawing: Drawing) => void,
  onSize: (width: number, height: number) => void = () => {},
): () => void {
  const newest = useRef({ draw, onSize });
  const frame = useRef(0);
  const palette = useRef<Palette | null>(null);
  const scheme = useComputedColorScheme();
  const forced = useForcedColours();

  const drawNow = () => {
    frame.current = 0;
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx || element.width === 0) return;
    palette.current ??= paletteOf(element);
    const scale = window.devicePixelRatio;
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    newest.current.draw({
      ctx,
      width: element.width / scale,
      height: element.height / scale,
      palette: palette.current,
    });
  };
  const drawing = useRef(drawNow);
  const request = useRef(() => {
    frame.current ||= requestAnimationFrame(drawNow);
  });

  useEffect(() => {
    newest.current = { draw, onSize };
    request.current();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new scheme brings new colours
  useEffect(() => {
    palette.current = null;
    request.current();
  }, [scheme, forced]);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth, clientHeight } = element;
      element.width = Math.round(clientWidth * window.devicePixelRatio);
      element.height = Math.round(clientHeight * window.devicePixelRatio);
      newest.current.onSize(clientWidth, clientHeight);
      // At once: a canvas of another size is empty.
      drawing.current();
    });
    observer.observe(element);
    // Letters that come late would leave the names of routes in another face.
    void document.fonts.ready.then(() => request.current());
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    };
  }, [canvas]);
  return request.current;
}
