/** A person as a row. */
export const person = {
  'person.menu': 'Actions for {{name}}',
  'person.online': 'Online',
  'person.away': 'Away',
  'person.offline': 'Offline',
  'person.seen': 'Last seen {{time}}',
  'person.seen-minutes_one': 'Last seen {{count}} minute ago',
  'person.seen-minutes_other': 'Last seen {{count}} minutes ago',
} as const;
