import type { Ops } from '../protocol/index.js';
import type { MessageRow, Tx } from '../storage/port.js';
import { HubError, invalid } from './errors.js';
import { filesOf } from './nested.js';

type SendArgs = Ops['messages.send']['args'];

/** Options that ask for what is kept; a transient message is not. */
const LASTING = ['receipt', 'expire', 'unlisted', 'push'] as const;

/** What options say of themselves, whoever is in the conversation. Throws `invalid`. */
export const checkOptions = (args: SendArgs, group: boolean, user: string): void => {
  const { audience, mentions, transient, content } = args;
  if (audience && !group) throw invalid('audience', 'only in groups');
  if (audience?.includes(user)) throw invalid('audience', 'the sender sees it anyway');
  if (mentions && !group) throw invalid('mentions', 'only in groups');
  if (!transient) return;
  const lasting = LASTING.find((name) => args[name] !== undefined && args[name] !== false);
  if (lasting) throw invalid(lasting, 'not with a message that is kept nowhere');
  if (filesOf(content).length > 0) throw invalid('transient', 'a message that is kept nowhere carries no files');
};

const strangers = async (tx: Tx, key: string, users: readonly string[]): Promise<boolean> => {
  for (const user of users) if (!(await tx.members.get(key, user))) return true;
  return false;
};

/** Only members are addressed, and in a directed message only those who shall see it. */
export const checkPeople = async (tx: Tx, key: string, { audience, mentions }: SendArgs): Promise<void> => {
  if (audience && (await strangers(tx, key, audience))) {
    throw new HubError('forbidden', 'audience: only members', { field: 'audience' });
  }
  const named = mentions?.users ?? [];
  const outside = audience ? named.some((user) => !audience.includes(user)) : await strangers(tx, key, named);
  if (outside) throw invalid('mentions.users', 'only people who can see the message');
};

/** What a message has beside its words, as it was asked for. */
export const extrasOf = (args: SendArgs): Partial<MessageRow> => {
  const { audience, mentions, receipt, silent, unlisted, data, expire, replyTo } = args;
  return {
    ...(audience && { audience: [...new Set(audience)] }),
    ...(mentions && { mentions }),
    ...(replyTo && { replyTo: { id: replyTo.id } }),
    ...{ ...(receipt && { receipt }), ...(silent && { silent }), ...(unlisted && { unlisted }) },
    ...{ ...(data !== undefined && { data }), ...(expire !== undefined && { expire: { seconds: expire } }) },
  };
};
