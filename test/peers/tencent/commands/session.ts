import { randomInt, randomUUID } from 'node:crypto';
import { type Asked, type Commands, Refusal } from '../command.js';
import { type App, bought, type Person } from '../state.js';
import { readUserSig, type Token } from '../user-sig.js';
import { type Json, text } from '../wire.js';

/** A `userSig` of the tests is a JSON object that says itself what it is worth; that of a demo is a real one. */
const readToken = (sig: string): Token => {
  const real = readUserSig(sig);
  if (real) return real;
  try {
    return JSON.parse(Buffer.from(sig, 'base64url').toString()) as Token;
  } catch {
    throw new Refusal(70_003, 'the userSig is none');
  }
};

interface SignIn {
  readonly person: Person;
  readonly until: number;
}
const signIns = (app: App) => app.kept('sign-ins', () => new Map<string, SignIn>());

const byToken = ({ app, head }: Asked): SignIn => {
  const token = readToken(text(head, 'usersig'));
  if (!token.good) throw new Refusal(70_003, 'the userSig is not signed by this app');
  if (token.until <= Date.now()) throw new Refusal(70_001, 'the userSig has expired');
  if (token.user !== text(head, 'identifier')) throw new Refusal(70_013, 'the userSig is for another user');
  return { person: app.signUp(token.user), until: token.until };
};

/** Whoever has signed in on some connection goes on with the key he was given, on this one or the next. */
export const byKey = ({ app, head }: Pick<Asked, 'app' | 'head'>): SignIn | undefined => {
  const found = signIns(app).get(text(head, 'a2'));
  if (found && found.until <= Date.now()) throw new Refusal(70_001, 'the userSig has expired');
  return found;
};

const kick = (person: Person, type: number): void =>
  person.push({ Event: 10, C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: type, NewInstInfo: {} } }] });

/** The SDK hears of an expiry when it is asked to sign in anew. */
const expired = ({ connection }: Asked) => connection.push({}, 'StatSvc.KickOther');

/** What can be bought, the first thing last: the SDK lets nobody use the rest. */
const PLACES = 53;
export const purchaseBits = ({ options }: App): string =>
  Array.from({ length: PLACES }, (_, at) => (bought(options, PLACES - 1 - at) ? '1' : '0')).join('');

const login = (asked: Asked): Json => {
  const { app, connection } = asked;
  const found = byKey(asked) ?? byToken(asked);
  const { person, until } = found;
  if (app.options.oneDevice) {
    for (const other of person.connections) if (other !== connection) other.key = undefined;
    kick(person, 1);
  }
  const key = text(asked.head, 'a2') || `A2-${randomUUID()}`;
  signIns(app).set(key, found);
  // Frozen until its line was gone.
  if (connection.isGone) return {};
  connection.person = person;
  connection.key = key;
  person.connections.add(connection);
  app.turned(person);
  connection.expire(until - Date.now(), () => expired(asked));
  return {
    A2Key: key,
    TinyId: person.tiny,
    HelloInterval: 120,
    InstId: randomInt(1, 1_000_000),
    TimeStamp: app.now(),
    CustomStatus: '',
    PurchaseBits: app.options.lateBits ? '' : purchaseBits(app),
    RichMsgAuthKey: '',
  };
};

export const commands: Commands = {
  'im_open_status.wslogin': login,
  'im_open_status.wslogout'({ app, connection }) {
    if (connection.key) signIns(app).delete(connection.key);
    connection.signOut();
    return {};
  },
  'im_open_status.wshello': () => ({}),
  'heartbeat.alive': () => ({}),
  'openim.ws_msg_push_ack': () => ({}),
};

/** Without having signed in. */
export const OPEN: readonly string[] = [
  ...['im_open_status.wslogin', 'im_open_status.wslogout', 'heartbeat.alive'],
  // Live rooms are open to who only listens.
  ...['group_open_http_noauth_svc.apply_join_group', 'group_open_long_polling_http_noauth_svc.get_msg'],
  'group_open_http_svc.get_online_member_num',
];
