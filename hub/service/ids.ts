/** Users, groups and devices. No character of it needs escaping in an address, an attribute or a key. */
const ID = /^[A-Za-z0-9_.@+~-]{1,64}$/;

export const isUserId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/**
 * How the hub names a conversation: `direct:a|b` with the two ids sorted, or `group:g`. Unlike the ids on the wire it
 * is the same for every member. `|` stands in no id.
 */
export type ConversationKey = string;

export const directKey = (a: string, b: string): ConversationKey => (a < b ? `direct:${a}|${b}` : `direct:${b}|${a}`);

export const groupKey = (group: string): ConversationKey => `group:${group}`;

export const isDirect = (key: ConversationKey): boolean => key.startsWith('direct:');

/** The group of a group's key. */
export const groupOf = (key: ConversationKey): string => key.slice('group:'.length);

export const spaceKey = (space: string): ConversationKey => `space:${space}`;

export const channelKey = (space: string, channel: string): ConversationKey => `channel:${space}/${channel}`;

export const isChannel = (key: ConversationKey): boolean => key.startsWith('channel:');

/** Space and channel of a channel's key. */
export const channelOf = (key: ConversationKey): { readonly space: string; readonly channel: string } => {
  const [space = '', channel = ''] = key.slice('channel:'.length).split('/');
  return { space, channel };
};

/** The other one of a direct conversation. */
export const peerOf = (key: ConversationKey, viewer: string): string => {
  const [a = '', b = ''] = key.slice('direct:'.length).split('|');
  return a === viewer ? b : a;
};

/** The id a viewer knows the conversation by. */
export const wireId = (key: ConversationKey, viewer: string): string =>
  isDirect(key) ? `direct:${peerOf(key, viewer)}` : key;

/** The key of a conversation a viewer names, or undefined if it is no id of this hub's kinds. */
export const keyOf = (id: string, viewer: string): ConversationKey | undefined => {
  const target = id.slice(id.indexOf(':') + 1);
  if (isChannel(id)) {
    const { space, channel } = channelOf(id);
    return isUserId(space) && isUserId(channel) && id === channelKey(space, channel) ? id : undefined;
  }
  if (!isUserId(target)) return undefined;
  if (id === `direct:${target}`) return target === viewer ? undefined : directKey(viewer, target);
  return id === `group:${target}` ? groupKey(target) : undefined;
};
