import type { IncomingMessage } from '../../core/engine/index.js';
import type { WireContent } from '../../core/model/index.js';
import { setBounded } from './bounded.js';
import type { Link } from './link.js';
import type { SdkMessage } from './sdk.js';

const MOST = 50;

/** Own messages that the site's webhook changed on their way, as they are now, by their ids; told before or after the answer to the send. */
export const alteredOf = (link: Pick<Link, 'kept'>): Map<string, WireContent> =>
  link.kept('altered', () => new Map<string, WireContent>());

/** The message told again: that it was changed is not said then, and the SDK's row goes on with the words that were written. */
export const withAltered = (link: Pick<Link, 'kept'>, message: IncomingMessage): IncomingMessage => {
  const content = alteredOf(link).get(message.serverId);
  if (!content || message.recalled) return message;
  return { ...message, altered: {}, ...(!message.edited && { content }) };
};

/** An edit has a version. */
export const isAltered = ({ isModified, version = 0 }: SdkMessage): boolean => isModified === true && version === 0;

export const keepAltered = (link: Pick<Link, 'kept'>, id: string, content: WireContent): void => {
  setBounded(alteredOf(link), id, content, MOST);
};
