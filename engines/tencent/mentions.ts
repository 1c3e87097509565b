import type { CallOptions, ConversationPatch } from '../../core/engine/index.js';
import { conversationFor } from './identity.js';
import type { Link } from './link.js';
import { idOf, orderOf } from './messages.js';
import type { SdkConversation } from './sdk.js';

/** What a row says of who is named in it: 1 oneself, 2 all, 3 both. It holds no id of the message. */
export interface AtInfo {
  readonly messageSequence: number;
  readonly atTypeArray: readonly number[];
}

const infosOf = ({ groupAtInfoList = [] }: SdkConversation): readonly AtInfo[] => groupAtInfoList as readonly AtInfo[];

export const isNamed = (row: SdkConversation): boolean => infosOf(row).length > 0;

/** Looked up, each by its place. What was taken back names nobody any more, though the SDK keeps that it did. */
export const mentionsOf = async (
  link: Pick<Link, 'call'>,
  row: SdkConversation,
  options?: CallOptions,
): Promise<Pick<ConversationPatch, 'mentions'>> => {
  const { conversationID } = row;
  if (!/^(group|channel):/.test(conversationFor(conversationID) ?? '')) return {};
  const found = await Promise.all(
    infosOf(row).map(async ({ messageSequence: sequence, atTypeArray }) => {
      const query = { conversationID, sequence, direction: 0, count: 1 } as const;
      const page = await link.call((sdk) => sdk.getMessageListHopping(query), options, 'group_msg_get');
      const message = page.messageList.find((one) => one.sequence === sequence);
      const of = atTypeArray.some((type) => type !== 2) ? ('me' as const) : ('all' as const);
      return message && !message.isRevoked ? [{ serverId: idOf(message), order: orderOf(message), of }] : [];
    }),
  );
  return { mentions: found.flat().sort((a, b) => a.order.seq - b.order.seq) };
};
