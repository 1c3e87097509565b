import { svg, type TemplateResult } from 'lit';
import type { Place } from '../maps.js';

const WIDE = 280;
const HIGH = 120;

/** The same place gives the same streets; none of them is real. */
function* numbers({ latitude, longitude }: Place): Generator<number, never> {
  let state = (Math.round(latitude * 1e4) * 73_856_093) ^ (Math.round(longitude * 1e4) * 19_349_663);
  for (;;) {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    yield (state >>> 0) / 2 ** 32;
  }
}

/** A drawn neighbourhood: water, a park, streets. It is no map, and asks nobody for one. */
export function mapPattern(place: Place): TemplateResult {
  const random = numbers(place);
  const next = (least: number, most: number): number => Math.round(least + random.next().value * (most - least));
  const across = [next(14, 34), next(46, 66), next(84, 108)];
  const down = [next(20, 50), next(80, 110), next(160, 190), next(222, 256)];
  const lean = next(-14, 14);
  const river = next(-20, WIDE);
  return svg`<rect class="land" width=${WIDE} height=${HIGH}></rect>
    <path class="water" d="M${river} -10q40 50 ${lean} 80t40 70" />
    <rect class="park" x=${down[0] ?? 0} y=${across[0] ?? 0} width=${next(26, 52)} height=${next(18, 30)} rx="4"></rect>
    <rect class="park" x=${down[2] ?? 0} y=${across[1] ?? 0} width=${next(26, 60)} height=${next(14, 34)} rx="4"></rect>
    ${across.map((y) => svg`<path class="road" d="M-5 ${y}L${WIDE + 5} ${y + lean}" />`)}
    ${down.map((x) => svg`<path class="road" d="M${x} -5L${x - lean} ${HIGH + 5}" />`)}
    <path class="street" d="M-5 ${next(0, HIGH)}L${WIDE + 5} ${next(0, HIGH)}" />
    <path class="street" d="M${next(0, WIDE)} -5L${next(0, WIDE)} ${HIGH + 5}" />`;
}

export const MAP_BOX = `0 0 ${WIDE} ${HIGH}`;
