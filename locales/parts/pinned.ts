/** The bar of pinned messages. */
export const pinned = {
  'pinned.label': 'Pinned messages',
  'pinned.show': 'Show in the conversation',
  'pinned.less': 'Show the last one only',
  'pinned.all_one': 'Show {{count}} pinned message',
  'pinned.all_other': 'Show all {{count}} pinned messages',
  'pinned.unpin': 'Unpin',
} as const;
