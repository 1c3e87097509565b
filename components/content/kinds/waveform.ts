import { html, svg, type TemplateResult } from 'lit';

const BARS = 40;
const HIGH = 28;
const STEP = 4;

/** As many bars as are drawn, each the loudest of what falls on it; without a waveform they are all low. */
export function barsOf(waveform: readonly number[] | undefined, bars = BARS): readonly number[] {
  return Array.from({ length: bars }, (_, at) => {
    if (!waveform?.length) return 0;
    const from = Math.floor((at * waveform.length) / bars);
    const to = Math.max(from + 1, Math.ceil(((at + 1) * waveform.length) / bars));
    return Math.max(...waveform.slice(from, to));
  });
}

/** Bars from the inline start, those before `fraction` of 1 marked as done. */
export const bars = (waveform: readonly number[] | undefined, fraction: number): TemplateResult => {
  const heights = barsOf(waveform);
  return html`<svg class="bars" viewBox="0 0 ${heights.length * STEP} ${HIGH}" preserveAspectRatio="none" aria-hidden="true"
    >${heights.map((loud, at) => {
      const half = Math.max(1.5, (loud * (HIGH - 4)) / 2);
      const x = at * STEP + STEP / 2;
      const done = fraction > 0 && at / heights.length < fraction;
      return svg`<line class=${done ? 'done' : 'rest'} x1=${x} x2=${x} y1=${HIGH / 2 - half} y2=${HIGH / 2 + half}></line>`;
    })}</svg>`;
};
