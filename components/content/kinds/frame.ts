import { placeOf } from '../place.js';

export const MOST_VIDEO = { wide: 320, high: 360, least: 180 };
export const MOST_GIF = { wide: 280, high: 280, least: 96 };

/** Sets the place that media of these dimensions fills, before a byte has come: `--_inline` and `--_ratio` of `media.styles`. */
export function keepPlace(
  element: HTMLElement,
  width: number | undefined,
  height: number | undefined,
  most?: typeof MOST_GIF,
): void {
  const place = placeOf(width, height, most);
  if (!place) return;
  element.style.setProperty('--_inline', `${place[0]}px`);
  element.style.setProperty('--_ratio', place.join(' / '));
}
