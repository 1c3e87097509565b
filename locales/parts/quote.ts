/** Of quotes: loaded with the first one. */
export const quote = {
  'quote.label': 'Answer to {{name}}: {{text}}',
  'quote.you': 'You',
  'quote.recalled': 'This message was recalled',
  'quote.missing': 'This message is no longer there',
} as const;
