export const dialog = {
  'dialog.cancel': 'Cancel',
  'dialog.close': 'Close',
} as const;
