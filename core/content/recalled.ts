import type { ContentType } from './types.js';

/** Who and when stand in `message.recalled`: the words are gone. */
export const recalledContent: ContentType<'recalled'> = {
  kind: 'recalled',
  parse: () => ({ kind: 'recalled' }),
  counts: false,
  copyable: false,
};
