import type { ContentOf } from '../../core/index.js';
import type { Sample } from '../lib/sample.js';

const quick: ContentOf<'form'> = {
  kind: 'form',
  title: 'What is it about?',
  fields: [
    {
      id: 'topic',
      kind: 'quick',
      options: [
        { id: 'order', label: 'My order', send: 'It is about my order' },
        { id: 'return', label: 'A return' },
        { id: 'other', label: 'Something else altogether, to be explained' },
      ],
    },
  ],
};
const whole: ContentOf<'form'> = {
  kind: 'form',
  title: 'How was the delivery?',
  fields: [
    { id: 'stars', kind: 'rating', label: 'All in all', required: true },
    {
      id: 'when',
      kind: 'choice',
      label: 'When did it come?',
      options: [
        { id: 'early', label: 'Early' },
        { id: 'time', label: 'On time' },
        { id: 'late', label: 'متأخرة' },
      ],
    },
    {
      id: 'what',
      kind: 'choices',
      label: 'What was good?',
      max: 2,
      options: [
        { id: 'box', label: 'The box' },
        { id: 'lamp', label: 'The lamp' },
        { id: 'note', label: '手写的卡片' },
      ],
    },
    { id: 'words', kind: 'text', label: 'In your own words', max: 300 },
  ],
  submit: 'Send it',
};
const answer = JSON.stringify({ stars: 4, when: 'time', what: ['box', 'note'], words: 'The cable is a little short.' });
const peer = { own: false, senderId: 'ben' } as const;

/** Seen with Ada's eyes. */
export const sample: Sample = {
  kind: 'form',
  states: [
    { name: 'Quick replies', content: quick, message: peer },
    { name: 'Every kind of field', content: whole, message: peer },
    { name: 'Answered', content: whole, message: { ...peer, extensions: { '@ada/answer': answer } } },
    { name: 'Own, nobody has answered', content: whole, message: { own: true } },
    {
      name: 'Own, answered',
      content: quick,
      message: { own: true, extensions: { '@ben/answer': '{"topic":"order"}', '@layla/answer': '{"topic":"other"}' } },
    },
  ],
};
