import type { Content, ContentOf } from '../../core/index.js';
import type { Sample } from '../lib/sample.js';

const AT = Date.UTC(2026, 2, 12, 9, 12);
const said = (senderId: string, name: string, text: string, minutes: number) => ({
  senderId,
  name,
  sentAt: AT + minutes * 60_000,
  content: { kind: 'text', text } as const,
});
const inner: ContentOf<'merged'> = {
  kind: 'merged',
  title: 'Workshop',
  abstracts: ['陈伟: 周四可以发货,请确认地址。', 'ليلى حداد: وصلت العينات الجديدة'],
  count: 2,
  messages: [
    said('wei', '陈伟', '周四可以发货,请确认地址。', 2),
    said('layla', 'ليلى حداد', 'وصلت العينات الجديدة، اللون أجمل في الضوء الطبيعي.', 3),
  ],
};
const messages = [
  said('ben', 'Ben Okafor', 'The oak one is lovely, have a look at https://example.com/oak', 0),
  said('ben', 'Ben Okafor', 'The brass needs another pass 🙂', 1),
  { senderId: 'ada', name: 'Ada Brandt', sentAt: AT + 240_000, content: inner as Content },
  {
    senderId: 'layla',
    name: 'ليلى حداد',
    sentAt: AT + 86_400_000,
    content: { kind: 'file', file: { id: 'plan', name: 'Plan.pdf', bytes: 91_000, mime: 'application/pdf' } } as const,
  },
  { senderId: 'wei', sentAt: AT + 86_500_000, content: { kind: 'unknown', wireKind: 'hologram' } as const },
];

export const sample: Sample = {
  kind: 'merged',
  states: [
    {
      name: 'Messages inside',
      content: {
        kind: 'merged',
        title: 'Ada and Ben',
        abstracts: [
          'Ben Okafor: The oak one is lovely, have a look at https://example.com/oak',
          'Ben Okafor: The brass needs another pass 🙂',
          'Ada Brandt: Workshop',
          'ليلى حداد: Plan.pdf',
        ],
        count: messages.length,
        messages,
      },
    },
    {
      name: 'In a file',
      content: {
        kind: 'merged',
        title: 'Workshop',
        abstracts: ['陈伟: 周四可以发货'],
        count: 300,
        file: { id: 'bundle', name: 'messages.json', bytes: 210_000, mime: 'application/json' },
      },
    },
    {
      name: 'Hardly anything',
      content: { kind: 'merged', title: '', abstracts: [], count: 2, messages: inner.messages ?? [] },
    },
  ],
};
