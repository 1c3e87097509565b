import type { Sample } from '../lib/sample.js';

const peer = { own: false, senderId: 'ben' } as const;

export const sample: Sample = {
  kind: 'location',
  states: [
    {
      name: 'With a label',
      content: {
        kind: 'location',
        latitude: 52.51983,
        longitude: 13.41147,
        label: 'Northlight workshop, Lichtgasse 7, 10178 Berlin',
        zoom: 16,
      },
      message: peer,
    },
    { name: 'Coordinates alone', content: { kind: 'location', latitude: -33.85678, longitude: 151.21529 } },
  ],
};
