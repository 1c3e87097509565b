/** Names only: what they do is loaded with the first call. */
export const ACTS = {
  conversations: 'pin notify remove markUnread',
  messages:
    'recall around get edit extend react reactors pin pins delete clear grow forward insert annotate search byKind readers report retryChange dismissChange',
  users: 'update',
  groups: 'create join leave invite moreMembers',
  commands: 'send',
  signals: 'invite accept reject cancel modify',
  settings: 'load set erase',
} as const;

export type ActPart = keyof typeof ACTS;
