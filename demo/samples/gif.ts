import { gifAddress, POSTER } from '../lib/media.js';
import type { Sample } from '../lib/sample.js';

const file = { name: 'ball.gif', bytes: 634, mime: 'image/gif', url: gifAddress() };
const peer = { own: false, senderId: 'ben' } as const;

export const sample: Sample = {
  kind: 'gif',
  states: [
    { name: 'Moves while it is seen', content: { kind: 'gif', file, width: 480, height: 360 }, message: peer },
    {
      name: 'Gone, with a thumbnail',
      content: {
        kind: 'gif',
        file: { id: 'gone', name: 'gone.gif', bytes: 1, mime: 'image/gif' },
        width: 320,
        height: 180,
        thumbnail: POSTER,
      },
      message: peer,
    },
  ],
};
