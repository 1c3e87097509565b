/** Of the bar over a transcript in which messages are chosen, and of what lies beyond the view. */
export const selection = {
  'selection.label': 'Selected messages',
  'selection.none': 'Select messages',
  'selection.count_one': '{{count}} selected',
  'selection.count_other': '{{count}} selected',
  'selection.cancel': 'End selecting',
  'selection.copy': 'Copy',
  'selection.copied': 'Copied',
  'selection.forward': 'Forward',
  'selection.delete': 'Delete for me',
  'selection.sure_one': 'Delete {{count}} message for you? Others keep it.',
  'selection.sure_other': 'Delete {{count}} messages for you? Others keep them.',
  'selection.export': 'Save as a file',
  'selection.item': 'Select message',
  'beyond.mention_one': 'Jump to the message that mentions you',
  'beyond.mention_other': 'Jump to the first of {{count}} messages that mention you',
} as const;
