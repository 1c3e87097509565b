import { POSTER } from '../lib/media.js';
import type { Sample } from '../lib/sample.js';

const file = { id: 'film', name: 'Workshop tour.mp4', bytes: 18_400_000, mime: 'video/mp4' };
const peer = { own: false, senderId: 'ben' } as const;

export const sample: Sample = {
  kind: 'video',
  states: [
    {
      name: 'With a poster',
      content: { kind: 'video', file, width: 1920, height: 1080, seconds: 83, poster: POSTER },
      message: peer,
    },
    { name: 'Upright', content: { kind: 'video', file, width: 1080, height: 1920, seconds: 12, poster: POSTER } },
    { name: 'Nothing known but the file', content: { kind: 'video', file }, message: peer },
    {
      name: 'On its way',
      content: {
        kind: 'video',
        file: { name: 'take two.webm', bytes: 900_000, mime: 'video/webm', localKey: 'none' },
        width: 640,
        height: 360,
        seconds: 6,
        poster: POSTER,
      },
      message: { order: undefined, delivery: { state: 'uploading' } },
    },
  ],
};
