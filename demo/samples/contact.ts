import type { Sample } from '../lib/sample.js';

const peer = { own: false, senderId: 'ben' } as const;

export const sample: Sample = {
  kind: 'contact',
  states: [
    {
      name: 'Somebody known',
      content: { kind: 'contact', userId: 'layla', name: 'Layla from the workshop' },
      message: peer,
    },
    {
      name: 'Somebody new, with a note',
      content: {
        kind: 'contact',
        userId: 'u-7731',
        name: 'Paul Weber',
        note: 'Does our photographs. Mornings are best, and he likes to know the size of the lamps beforehand.',
      },
    },
  ],
};
