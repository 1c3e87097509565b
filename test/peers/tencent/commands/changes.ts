import { type Asked, type Commands, Refusal } from '../command.js';
import type { Person } from '../state.js';
import { keyOf, rowOf, type Said, talk } from '../talks.js';
import { type Json, list, number, text, texts } from '../wire.js';

const MOST = 12 * 1024;
const MOST_DELETED = 30;

export const personOf = ({ app }: Asked, id: string): Person => {
  const found = app.people.get(id);
  if (!found) throw new Refusal(20_003, 'no such user');
  return found;
};

/** The other one of the two that a request names. */
export const peerOf = (asked: Asked): Person => {
  const { me, body } = asked;
  const [from, to] = [text(body, 'From_Account'), text(body, 'To_Account')];
  if (from !== me.id && to !== me.id) throw new Refusal(20_022, 'this conversation is of others');
  return personOf(asked, from === me.id ? to : from);
};

/** What both, on all devices but the one that asked, are told. */
export const tellBoth = ({ me, connection }: Asked, peer: Person, event: Json): void => {
  if (peer !== me) peer.push(event);
  me.push(event, connection);
};

/** Both may change it; `MsgVersion` is what the caller believes to be there. */
const modify = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const peer = peerOf(asked);
  const [seq, random] = [number(body, 'MsgSeq'), number(body, 'MsgRandom')];
  const said = talk(app, me, peer).find((one) => one.seq === seq && one.random === random);
  if (!said || said.recalled) throw new Refusal(20_026, 'no such message');
  const now = () => ({ MsgVersion: said.version ?? 0, MsgBody: said.body, CloudCustomData: said.custom });
  if (number(body, 'MsgVersion') !== (said.version ?? 0)) throw new Refusal(20_027, 'changed meanwhile', now());
  const parts = Array.isArray(body.MsgBody) ? list(body, 'MsgBody') : said.body;
  const custom = typeof body.CloudCustomData === 'string' ? text(body, 'CloudCustomData') : said.custom;
  if (Buffer.byteLength(JSON.stringify(parts)) + Buffer.byteLength(custom) > MOST)
    throw new Refusal(80_002, 'the message is too large');
  said.body = parts;
  said.custom = custom;
  said.version = (said.version ?? 0) + 1;
  const which = { From_Account: said.from.id, To_Account: said.to.id, MsgSeq: seq, MsgRandom: random };
  tellBoth(asked, peer, { Event: 17, C2cMsgModNotifys: [{ ...which, MsgTime: said.time, ...now() }] });
  return now();
};

/** For oneself alone; other devices find it gone when they ask for history. */
const remove = (asked: Asked): Json => {
  const { app, me, body } = asked;
  const peer = personOf(asked, text(body, 'To_Account'));
  const keys = texts(body, 'MsgKeyList');
  if (keys.length > MOST_DELETED) throw new Refusal(20_018, 'too many messages at once');
  for (const said of talk(app, me, peer)) if (keys.includes(keyOf(said))) said.gone.add(me.id);
  return {};
};

const clear = (asked: Asked): Json => {
  const { app, me, body } = asked;
  if (number(body, 'Type') !== 1) throw new Refusal(50_003, 'no such conversation');
  const peer = personOf(asked, text(body, 'To_Account'));
  for (const said of talk(app, me, peer)) said.gone.add(me.id);
  rowOf(me, peer).readTime = app.now();
  return {};
};

export const saidBy = (asked: Asked, key: string): { readonly said: Said; readonly peer: Person } => {
  const peer = peerOf(asked);
  const said = talk(asked.app, asked.me, peer).find((one) => keyOf(one) === key && !one.gone.has(asked.me.id));
  if (!said) throw new Refusal(23_005, 'no such message');
  return { said, peer };
};

export const commands: Commands = {
  'openim.modify_c2c_msg': modify,
  'openim.delete_c2c_msg_ramble': remove,
  'recentcontact.clear_msg': clear,
};
