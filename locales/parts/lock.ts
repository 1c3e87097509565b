/** Why one cannot write, where the field would be. */
export const lock = {
  'lock.muted': 'You are muted for {{time}}.',
  'lock.muted-open': 'You are muted in this group.',
  'lock.muted-all': 'Only the owner and admins can write at the moment.',
  'lock.removed': 'You were removed from this group.',
  'lock.left': 'You left this group.',
  'lock.banned': 'You were removed from this group and cannot come back.',
  'lock.banned-time': 'You cannot come back to this group for {{time}}.',
  'lock.dismissed': 'This group was dismissed.',
  'lock.channel-removed': 'You were removed from this channel.',
  'lock.channel-left': 'You left this channel.',
  'lock.channel-dismissed': 'This channel was removed.',
  'lock.blocked': 'This person does not take your messages.',
  'lock.closed': 'This room is closed.',
  'lock.kept': 'Your text is kept.',
  'lock.join': 'Join again',
  'lock.asked': 'You asked to join again. The group decides.',
} as const;
