/** Time, frames and long tasks, as seen from inside the page. */
const FRAME_MS = 1000 / 60;
/** A frame that lasted longer than this was late: one refresh, and what clocks are off by. */
const LATE_MS = 18.5;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The first task after the frame that is being made has been handed over. */
const behind = (run: () => void): void => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = run;
  port2.postMessage(0);
};

export const afterPaint = (): Promise<number> =>
  new Promise((resolve) => requestAnimationFrame(() => behind(() => resolve(performance.now()))));

/** Time at which a frame was painted that holds it, or -1. Looks once a frame. */
export async function until(holds: () => boolean, timeout: number): Promise<number> {
  const end = performance.now() + timeout;
  for (;;) {
    await new Promise(requestAnimationFrame);
    if (holds()) return new Promise((resolve) => behind(() => resolve(performance.now())));
    if (performance.now() > end) return -1;
  }
}

let long: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) long.push(duration);
}).observe({ type: 'longtask', buffered: true });

export const forgetLongTasks = (): void => {
  long = [];
};

/** `blocking`: what of each went beyond 50 ms, as in Total Blocking Time. Milliseconds. */
export const longTasks = (): { readonly longest: number; readonly blocking: number } => ({
  longest: Math.max(0, ...long),
  blocking: long.reduce((sum, ms) => sum + Math.max(0, ms - 50), 0),
});

export interface FrameCount {
  readonly frames: number;
  /** Refreshes of the screen that found nothing new, at 60 a second. */
  readonly dropped: number;
  /** Frames that came late. */
  readonly late: number;
  readonly longestFrame: number;
}

/** Counts frames until `stop`; `each` is called behind every one of them. */
export function countFrames(each?: (at: number) => void): { stop(): FrameCount } {
  const times: number[] = [];
  let running = true;
  const tick = (at: number): void => {
    if (!running) return;
    times.push(at);
    if (each) behind(() => each(performance.now()));
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return {
    stop() {
      running = false;
      const gaps = times.slice(1).map((at, n) => at - (times[n] as number));
      return {
        frames: times.length,
        dropped: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0),
        late: gaps.filter((gap) => gap > LATE_MS).length,
        longestFrame: Math.max(0, ...gaps),
      };
    },
  };
}
