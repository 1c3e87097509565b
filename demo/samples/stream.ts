import type { Sample } from '../lib/sample.js';

const words =
  'Oak keeps its colour best under a thin coat of oil. Two coats, a day apart, then wax: see https://example.com/oak';

export const sample: Sample = {
  kind: 'stream',
  states: [
    { name: 'Begins', content: { kind: 'stream', text: '' } },
    { name: 'Grows', content: { kind: 'stream', text: words.slice(0, 60) } },
    { name: 'Done', content: { kind: 'stream', text: words, done: true } },
    {
      name: 'Long, done before',
      content: {
        kind: 'stream',
        text: Array.from({ length: 45 }, (_, at) => `${at + 1}. ${words}`).join('\n'),
        done: true,
      },
    },
  ],
};
