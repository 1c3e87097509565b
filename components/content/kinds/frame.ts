/** Sets the place that media of these dimensions fills, before a byte has come: `--_inline` and `--_ratio` of `media.styles`. */
export function keepPlace(
  element: HTMLElement,
  width: number | undefined,
  height: number | undefined,
  most = MOST,
): void {
  if (!width || !height) return;
  const scale = Math.min(1, most.wide / width, most.high / height);
  const wide = Math.round(Math.max(most.least, width * scale));
  const high = Math.round(Math.max(most.least, height * scale));
  element.style.setProperty('--_inline', `${wide}px`);
  element.style.setProperty('--_ratio', `${wide} / ${high}`);
}

const MOST = { wide: 320, high: 360, least: 96 };
export const MOST_VIDEO = { wide: 320, high: 360, least: 180 };
export const MOST_GIF = { wide: 280, high: 280, least: 96 };
