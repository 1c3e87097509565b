import type { Commands } from '../command.js';

/** Lists that the SDK reads at every sign-in, empty until a family of commands of its own stands for them. */
export const commands: Commands = {
  'group_open_http_svc.get_joined_group_list': () => ({ TotalCount: 0, GroupIdList: [] }),
  'million_group_open_http_svc.get_joined_group_list': () => ({ TotalCount: 0, GroupIdList: [] }),
};
