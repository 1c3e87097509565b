import type { ContentOf } from '../../model/index.js';
import { compact, numberOf, stringOf } from '../check.js';
import type { ContentType } from '../types.js';

declare module '../../model/content.js' {
  interface ContentMap {
    location: {
      /** Degrees, WGS 84: -90 to 90, north is positive. */
      readonly latitude: number;
      /** Degrees: -180 to 180, east is positive. */
      readonly longitude: number;
      /** What the place is called, or its address: at most 512 characters. */
      readonly label?: string;
      /** How near a map shows it: 0 (the world) to 22 (a door). */
      readonly zoom?: number;
    };
  }
}

export const locationContent: ContentType<'location'> = {
  kind: 'location',
  parse: (raw) => {
    const latitude = numberOf(raw.latitude, -90, 90);
    const longitude = numberOf(raw.longitude, -180, 180);
    if (latitude === undefined || longitude === undefined) return undefined;
    const label = stringOf(raw.label, 512);
    return compact<ContentOf<'location'>>({
      kind: 'location',
      latitude,
      longitude,
      label,
      zoom: numberOf(raw.zoom, 0, 22),
    });
  },
  preview: ({ latitude, longitude, label }) => ({ place: label ?? `${latitude.toFixed(4)}, ${longitude.toFixed(4)}` }),
  text: ({ latitude, longitude, label }) => [label, `${latitude}, ${longitude}`].filter(Boolean).join('\n'),
  counts: true,
  copyable: true,
};
