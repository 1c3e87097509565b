/** Notifications while the page is open. */
export const notifier = {
  'notifier.new': 'New message',
} as const;
