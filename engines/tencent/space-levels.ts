import type { CallOptions } from '../../core/engine/index.js';
import { ImError, type NotifyLevel, type NotifySettings } from '../../core/model/index.js';
import { isAble, isNotBought } from './abilities.js';
import type { Link } from './link.js';
import { levelOf, remindFor } from './rows.js';
import { communityFor, spaceFor } from './space-ids.js';
import { placesIn } from './spaces.js';
import { tellTopics } from './spaces-now.js';

type Asking = Pick<Link, 'call' | 'kept'>;

/** A community's own level holds for its topics; the usual one is none. */
export const spaceLevels = async (link: Asking, options?: CallOptions): Promise<NotifySettings['spaces']> => {
  if (!(await isAble(link, 'communities', options))) return {};
  const { groupList } = await link
    .call((sdk) => sdk.getJoinedCommunityList(), options)
    .catch((error: unknown) => {
      if (isNotBought(error)) return { groupList: [] };
      throw error;
    });
  const levels = groupList.flatMap(({ groupID, selfInfo }) => {
    const [space, level] = [spaceFor(groupID), levelOf(selfInfo?.messageRemindType)];
    return space !== undefined && level && level !== 'all' ? [[space, level] as const] : [];
  });
  return Object.fromEntries(levels);
};

/** What a community is to be set to, in the vendor's words. */
export interface SaidLevel {
  readonly groupID: string;
  readonly messageRemindType: string;
}

/** Throws `invalid`, and `unsupported` at a level that the vendor has no word for. */
export const levelsFor = (levels: Readonly<Record<string, NotifyLevel | null>>): readonly SaidLevel[] =>
  Object.entries(levels).map(([space, level]) => {
    const [groupID, messageRemindType] = [communityFor(space), remindFor(level)];
    if (messageRemindType) return { groupID, messageRemindType };
    throw new ImError('unsupported', { field: 'level', message: `level: Tencent has no "${level}" for a space` });
  });

export const setSpaceLevels = async (
  link: Link,
  levels: readonly SaidLevel[],
  options?: CallOptions,
): Promise<void> => {
  for (const { groupID, messageRemindType } of levels) {
    await link.call((sdk) => sdk.setMessageRemindType({ groupID, messageRemindType }), options);
    keepLevel(link, groupID, messageRemindType);
    await tellTopics(link, groupID, [], link.self());
  }
};

/** Rows of its topics hang on it. */
export const keepLevel = (link: Asking, groupID: string, remind: string): void =>
  void placesIn(link).set(groupID, { ...placesIn(link).get(groupID), remind });

/** For `null` at a topic, which the SDK cannot take back: what holds for the others then holds for it. */
export const levelAround = (link: Asking, groupID: string): NotifyLevel =>
  levelOf(placesIn(link).get(groupID)?.remind) ?? 'all';
