import type { Sample } from '../lib/sample.js';

export const sample: Sample = {
  kind: 'command',
  states: [
    {
      name: 'With words',
      content: { kind: 'command', name: 'order.packed', data: { order: 7 }, text: 'Order 7 is packed' },
    },
    { name: 'For the page alone', content: { kind: 'command', name: 'order.refresh', data: { order: 7 } } },
  ],
};
