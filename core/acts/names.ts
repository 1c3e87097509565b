import type { Acts } from './types.js';

/** Names only: what they do is loaded with the first call. */
export const ACTS: { readonly [P in keyof Acts]: readonly (keyof Acts[P] & string)[] } = {
  messages: [
    ...([
      'edit',
      'extend',
      'react',
      'reactors',
      'pin',
      'pins',
      'delete',
      'clear',
      'grow',
      'forward',
      'insert',
    ] as const),
    ...(['annotate', 'search', 'byKind', 'readers', 'report', 'retryChange', 'dismissChange'] as const),
  ],
  commands: ['send'],
  signals: ['invite', 'accept', 'reject', 'cancel', 'modify'],
  settings: ['load', 'set', 'erase'],
};
