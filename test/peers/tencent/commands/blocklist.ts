import type { Asked, Commands } from '../command.js';
import { blockedBy, tellBlocked, unfriend } from '../relations.js';
import { type Json, texts } from '../wire.js';

const set = ({ app, me, connection, body }: Asked, on: boolean): Json => {
  const changed: string[] = [];
  const ResultItem = texts(body, 'To_Account').map((id) => {
    const other = app.people.get(id);
    if (!other) return { To_Account: id, ResultCode: 30_003, ResultInfo: 'no such user' };
    if (on !== blockedBy(me).has(id)) changed.push(id);
    if (on) blockedBy(me).add(id);
    else blockedBy(me).delete(id);
    // Who is blocked is no contact any more.
    if (on) for (const [a, b] of [[me, other] as const, [other, me] as const]) unfriend(a, b);
    return { To_Account: id, ResultCode: 0, ResultInfo: '' };
  });
  if (changed.length > 0) tellBlocked(me, changed, on, app.options.selfUntold ? connection : undefined);
  return { ResultItem };
};

export const commands: Commands = {
  // Without StartIndex the SDK asks for ever.
  'sns.black_list_get': ({ me }) => ({
    BlackListItem: [...blockedBy(me)].map((id) => ({ To_Account: id, AddBlackTimeStamp: 0 })),
    StartIndex: 0,
  }),
  'sns.black_list_add': (asked) => set(asked, true),
  'sns.black_list_delete': (asked) => set(asked, false),
};
