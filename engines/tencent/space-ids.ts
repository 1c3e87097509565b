import { invalid } from '../../core/model/index.js';

/** What ids of communities begin with, and what stands between one and the name of its topic. */
const COMMUNITY = '@TGS#_';
const TOPIC = '@TOPIC#_';

/** Names of ours hold these alone: any other character of the vendor's stands there as `~` and two digits for each byte. */
const OTHERS = /[^\w.@+~-]+|~(?=[0-9A-F]{2})/g;
const ESCAPED = /(?:~[0-9A-F]{2})+/g;

const bytesOf = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => `~${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const textOf = (bytes: string): string =>
  new TextDecoder().decode(Uint8Array.from(bytes.slice(1).split('~'), (byte) => Number.parseInt(byte, 16)));

const quote = (name: string): string => name.replace(OTHERS, bytesOf);

const unquote = (name: string): string => name.replace(ESCAPED, textOf);

/** undefined: it is none, and no topic either. Not all of them have topics. */
export const spaceFor = (groupId: string): string | undefined =>
  groupId.startsWith(COMMUNITY) && !groupId.includes(TOPIC) ? quote(groupId.slice(COMMUNITY.length)) : undefined;

export const channelFor = (topicId: string): { readonly space: string; readonly channel: string } | undefined => {
  const at = topicId.indexOf(TOPIC);
  const space = at > 0 ? spaceFor(topicId.slice(0, at)) : undefined;
  return space === undefined ? undefined : { space, channel: quote(topicId.slice(at + TOPIC.length)) };
};

/** Throws `invalid` at a name that would come back as another one. */
export const communityFor = (space: string): string => {
  const id = `${COMMUNITY}${unquote(space)}`;
  if (spaceFor(id) !== space) throw invalid('space', 'has a name that Tencent cannot keep');
  return id;
};

/** Throws `invalid`. */
export const topicFor = (space: string, channel: string): string => {
  const id = `${communityFor(space)}${TOPIC}${unquote(channel)}`;
  if (channelFor(id)?.channel !== channel) throw invalid('channel', 'has a name that Tencent cannot keep');
  return id;
};

export const communityOf = (topicId: string): string => topicId.slice(0, topicId.indexOf(TOPIC));
