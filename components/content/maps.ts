/** A place as a message names it: degrees, WGS 84. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly label?: string;
  readonly zoom?: number;
}

export interface MapSource {
  /** Where "open in maps" leads. */
  address?(place: Place): string | undefined;
  /** A picture of the surroundings, at least 280 by 120 CSS pixels, for the card in place of the drawn one. */
  picture?(place: Place): string | undefined;
}

let source: MapSource = {};

/** Gives place cards a map. Without one nothing is asked of anybody: the card draws a pattern and copies the coordinates. */
export const defineMap = (map: MapSource): void => {
  source = map;
};

/** What the page's map answers; one that throws has nothing. */
export function ofMap(what: keyof MapSource, place: Place): string | undefined {
  try {
    return source[what]?.(place);
  } catch {
    return undefined;
  }
}
