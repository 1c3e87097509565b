import type { Commands } from '../command.js';

/** Lists that the SDK reads at every sign-in, empty until a family of commands of its own stands for them. */
export const commands: Commands = {
  // Without StartIndex the SDK asks for ever.
  'sns.black_list_get': () => ({ BlackListItem: [], StartIndex: 0 }),
  'sns.friend_get': () => ({ UserDataItem: [], CompleteFlag: 1, NextStartIndex: 0 }),
  'sns.group_get': () => ({ ResultItem: [] }),
  'sns.pendency_get': () => ({ PendencyItem: [], UnreadPendencyCount: 0 }),
  'group_open_http_svc.get_joined_group_list': () => ({ TotalCount: 0, GroupIdList: [] }),
  'million_group_open_http_svc.get_joined_group_list': () => ({ TotalCount: 0, GroupIdList: [] }),
};
