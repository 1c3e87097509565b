/** How the connection is, where it is not well: comes with the line that says it. */
export const connection = {
  'connection.connecting': 'Connecting',
  'connection.reconnecting': 'Reconnecting',
  'connection.offline': 'You are offline. Messages are sent when you are back.',
  'connection.syncing': 'Getting new messages',
  'connection.kicked': 'Signed out: this account is in use on another device.',
  'connection.unauthorized': 'Your sign-in has ended.',
  'connection.banned': 'This account is blocked.',
  'connection.closed': 'The connection was closed.',
  'connection.retry': 'Connect now',
} as const;
