import type { ContentOf } from '../../core/index.js';
import type { Sample } from '../lib/sample.js';

const lunch: ContentOf<'poll'> = {
  kind: 'poll',
  question: 'Where do we have lunch on Thursday?',
  options: [
    { id: '1', text: 'The noodle place' },
    { id: '2', text: 'مطعم الحي' },
    { id: '3', text: 'In the workshop: everybody brings something, and the big table is cleared by noon' },
  ],
};
const lamps: ContentOf<'poll'> = { ...lunch, question: '哪些灯要送去展览?', multiple: true, anonymous: true };
const peer = { own: false, senderId: 'ben' } as const;
const votes = { '@ben/vote': '["1"]', '@layla/vote': '["2"]', '@wei/vote': '["1"]' };

/** Seen with Ada's eyes. */
export const sample: Sample = {
  kind: 'poll',
  states: [
    { name: 'Nobody has voted', content: lunch, message: peer },
    { name: 'Voted', content: lunch, message: { ...peer, extensions: { ...votes, '@ada/vote': '["3"]' } } },
    {
      name: 'Several answers, no names',
      content: lamps,
      message: { ...peer, extensions: { ...votes, '@ada/vote': '["1","3"]' } },
    },
    { name: 'Own', content: lunch, message: { own: true, extensions: votes } },
    {
      name: 'Closed; who came later is not counted',
      content: lunch,
      message: {
        ...peer,
        extensions: {
          ...votes,
          '!closed': JSON.stringify({ counts: [1, 2, 0], voters: 3, by: [['ben'], ['layla', 'ada'], []] }),
        },
      },
    },
  ],
};
