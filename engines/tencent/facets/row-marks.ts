import type { CallOptions } from '../../../core/engine/index.js';
import type { ConversationId } from '../../../core/model/index.js';
import { tencentCode } from '../errors.js';
import { sdkId } from '../identity.js';
import type { Link } from '../link.js';
import type { SdkConversation } from '../sdk.js';
import type { Outcomes } from '../sdk-rows.js';

/** In one call. */
export const ROWS_AT_ONCE = 100;

/** The first that failed stands for all. */
export const checkOutcomes = ({ failureConversationIDList: [failed] }: Outcomes): void => {
  if (failed) throw tencentCode(failed.code);
};

export const isMarked = ({ markList = [] }: SdkConversation, bit: number): boolean => markList.includes(bit);

export const markRows = async (
  link: Link,
  ids: readonly ConversationId[],
  markType: number,
  enableMark: boolean,
  options?: CallOptions,
): Promise<void> => {
  const names = ids.map(sdkId);
  for (let at = 0; at < names.length; at += ROWS_AT_ONCE) {
    const conversationIDList = names.slice(at, at + ROWS_AT_ONCE);
    const which = { conversationIDList, markType, enableMark };
    checkOutcomes(await link.call((sdk) => sdk.markConversation(which), options));
  }
};
