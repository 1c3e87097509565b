import { randomUUID } from 'node:crypto';
import { type Asked, type Commands, Refusal } from '../command.js';
import { type Json, list, text } from '../wire.js';

const MOST = 300;

/** Bundles of messages that are too large to travel, by the key that travels instead. */
const bundles = ({ app }: Asked) => app.kept('bundles', () => new Map<string, readonly Json[]>());

const save = (asked: Asked): Json => {
  const all = list(asked.body, 'MsgList');
  if (all.length === 0 || all.length > MOST) throw new Refusal(10_004, 'no such bundle');
  const key = randomUUID();
  bundles(asked).set(key, all);
  return { JsonMsgKey: key, PbMsgKey: `pb-${key}` };
};

const get = (asked: Asked): Json => {
  const all = bundles(asked).get(text(asked.body, 'JsonMsgKey'));
  if (!all) throw new Refusal(10_004, 'no such bundle');
  return { MsgList: all };
};

export const commands: Commands = {
  'im_long_msg.save_relay_json_msg': save,
  'im_long_msg.get_relay_json_msg': get,
};
