/** What the hub writes of itself into a group: who did what. Words stand in the locales as `notice.<event>`. */
export const NOTICES = [
  'group-created',
  'joined',
  'invited',
  'left',
  'owner-changed',
  'removed',
  'renamed',
  'avatar-changed',
  'introduction-changed',
  'announced',
  'admin-set',
  'admin-unset',
  'muted',
  'unmuted',
  'muted-all',
  'unmuted-all',
  'dismissed',
] as const;
export type NoticeEvent = (typeof NOTICES)[number];
