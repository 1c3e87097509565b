import type { ContentOf, Message } from '../../core/index.js';
import type { Sample } from '../lib/sample.js';

const LATER = Date.UTC(2100, 0, 1);
const by = (by: string, more: Partial<ContentOf<'signal'>> = {}): ContentOf<'signal'> => ({
  kind: 'signal',
  by,
  state: 'ringing',
  invitees: { ada: 'waiting' },
  until: LATER,
  ...more,
});
const whose = (content: ContentOf<'signal'>): Partial<Message> =>
  content.by === 'ada' ? { own: true } : { own: false, senderId: content.by };
const ended = { until: Date.UTC(2026, 2, 12), endedAt: Date.UTC(2026, 2, 12) };

/** Seen with Ada's eyes. */
export const sample: Sample = {
  kind: 'signal',
  states: (
    [
      { name: 'Ringing, for the reader', content: by('ben') },
      { name: 'Ringing, the reader’s own', content: by('ada', { invitees: { ben: 'waiting' } }) },
      {
        name: 'Several invited',
        content: by('ada', { invitees: { ben: 'accepted', layla: 'waiting', wei: 'rejected' } }),
      },
      { name: 'Accepted', content: by('ben', { state: 'accepted', invitees: { ada: 'accepted' }, ...ended }) },
      { name: 'Declined', content: by('ada', { state: 'rejected', invitees: { ben: 'rejected' }, ...ended }) },
      {
        name: 'Cancelled',
        content: by('ada', { state: 'cancelled', invitees: { ben: 'waiting', wei: 'waiting' }, ...ended }),
      },
      { name: 'Nobody answered', content: by('ben', { state: 'timeout', invitees: { ada: 'timeout' }, ...ended }) },
      { name: 'Rung out, not yet told', content: by('ben', { until: Date.UTC(2026, 2, 12) }) },
    ] as const
  ).map(({ name, content }) => ({ name, content, message: whose(content) })),
};
