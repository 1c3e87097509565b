import type { Sample } from '../lib/sample.js';

const peer = { own: false, senderId: 'ben' } as const;

export const sample: Sample = {
  kind: 'link',
  states: [
    {
      name: 'With title and description',
      content: {
        kind: 'link',
        url: 'https://northlight.example/journal/brass',
        title: 'How a brass lamp is made',
        description: 'From the sheet to the shade in eleven steps, and why the last one takes a week.',
      },
      message: peer,
    },
    {
      name: 'A picture from elsewhere is not loaded',
      content: {
        kind: 'link',
        url: 'https://shop.example/autumn?ref=chat',
        title: 'Autumn lamps',
        image: 'https://shop.example/autumn.jpg',
      },
    },
    { name: 'An address alone', content: { kind: 'link', url: 'https://www.example.com/a/b' }, message: peer },
  ],
};
