const MOST = { wide: 320, high: 360, least: 96 };

/** Width and height, in pixels, of the place that media of these dimensions fills; undefined while they are not known. */
export function placeOf(
  width: number | undefined,
  height: number | undefined,
  most = MOST,
): readonly [number, number] | undefined {
  if (!width || !height) return undefined;
  const scale = Math.min(1, most.wide / width, most.high / height);
  const fit = (length: number): number => Math.round(Math.max(most.least, length * scale));
  return [fit(width), fit(height)];
}
