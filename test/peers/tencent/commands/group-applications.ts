import { answered, applications } from '../applications.js';
import type { Asked, Commands } from '../command.js';
import { checkRight } from '../group-rights.js';
import { groupNamed, groupsOf } from '../groups.js';
import { type Json, number, text } from '../wire.js';

/** Those to groups that one runs. `StartTime` is where the last page ended. */
const list = ({ app, me, body }: Asked): Json => {
  const [from, limit] = [number(body, 'StartTime'), number(body, 'Limit') || 20];
  const run = groupsOf(app).filter(({ members }) => (members.get(me.id)?.role ?? 'Member') !== 'Member');
  const all = applications(app).filter(
    ({ groupId, at }) => at > from && run.some(({ id, type }) => id === groupId && type !== 'Community'),
  );
  const page = all.slice(0, limit);
  return {
    NextStartTime: page.length < all.length ? page.at(-1)?.at : 0,
    PendencyList: page.map((one) => ({
      From_Account: one.from.id,
      FromUserNickName: one.from.profile.get('Tag_Profile_IM_Nick') ?? '',
      ...(one.invited && { To_Account: one.invited.id }),
      GroupId: one.groupId,
      GroupName: groupNamed(app, one.groupId).face.get('Name') ?? '',
      ApplyInviteMsg: one.words,
      PendencyType: one.invited ? 2 : 0,
      Authentication: one.id,
      MsgTime: one.at,
      Handled: one.handled ? 2 : 0,
    })),
  };
};

const answer = (asked: Asked): Json => {
  const { app, body } = asked;
  const group = groupNamed(app, text(body, 'GroupId'));
  checkRight(asked, group, 'answer');
  const one = applications(app).find(({ id }) => id === text(body, 'Authentication'));
  answered(asked, one, text(body, 'HandleMsg') === 'Agree', text(body, 'ApprovalMsg'));
  return {};
};

export const commands: Commands = {
  'group_open_http_svc.get_pendency': list,
  'million_group_open_http_svc.get_pendency': () => ({ NextStartTime: 0, PendencyList: [] }),
  'group_open_http_svc.handle_apply_join_group': answer,
  'group_open_http_svc.handle_invite_join_permission_group': answer,
};
