import { type Asked, type Commands, Refusal } from '../command.js';
import type { Person } from '../state.js';
import { type Json, number } from '../wire.js';

/** 0: all alerts, 2: nothing does. Seconds since 1970. */
const NONE = { Level: 0, StartTime: 0, EndTime: 0, IsRepeated: 0 };
const silenceOf = (person: Person) => person.kept('silence', () => ({ now: NONE }));

/** One for a person: the next one takes its place. */
const set = ({ me, connection, body }: Asked): Json => {
  const now = {
    Level: number(body, 'Level'),
    StartTime: number(body, 'StartTime'),
    EndTime: number(body, 'EndTime'),
    IsRepeated: number(body, 'IsRepeated'),
  };
  if (now.Level !== 0 && now.Level !== 2) throw new Refusal(20_001, 'no such level for all messages');
  if (now.EndTime < now.StartTime) throw new Refusal(20_001, 'ends before it begins');
  silenceOf(me).now = now;
  me.push({ Event: 24, ...now }, connection);
  return {};
};

export const commands: Commands = {
  'im_msg_db_logic.ws_set_do_not_disturb': set,
  'im_msg_db_logic.ws_get_do_not_disturb': ({ me }) => silenceOf(me).now,
};
