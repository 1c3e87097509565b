import type { Sample } from '../lib/sample.js';

const peer = { own: false, senderId: 'ben' } as const;

/** The page registers a set `lamps` with `defineStickers`; where it has not, words stand for the picture. */
export const sample: Sample = {
  kind: 'face',
  states: [
    { name: 'Of a set', content: { kind: 'face', set: 'lamps', index: 0, label: 'Bright idea' }, message: peer },
    { name: 'Of a set that nobody registered', content: { kind: 'face', set: 'cats', index: 3, label: 'A happy cat' } },
    { name: 'Without words', content: { kind: 'face', set: 'cats', data: 'cat_07' }, message: peer },
  ],
};
