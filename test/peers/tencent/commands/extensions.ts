import { type Asked, type Commands, Refusal } from '../command.js';
import type { App } from '../state.js';
import { type Json, list, number, text } from '../wire.js';
import { saidBy, tellBoth } from './changes.js';

const MOST = 300;
const KEY_BYTES = 100;
const VALUE_BYTES = 1024;
const ENABLED = 23_002;

/** `value` is empty once it is removed: whoever asks for what is new must hear of that too. */
interface Extension {
  readonly value: string;
  readonly seq: number;
}
interface Extensions {
  seq: number;
  readonly values: Map<string, Extension>;
}

/** `said`: what was said, between two or in a group. */
export const extensionsOf = (app: App, said: object): Extensions => {
  const all = app.kept('extensions', () => new Map<object, Extensions>());
  const own = all.get(said) ?? { seq: 0, values: new Map() };
  all.set(said, own);
  return own;
};

export const extensionWire = (Key: string, { value, seq }: Extension): Json => ({ Key, Value: value, Seq: seq });

/** Each by itself: one that was changed since `Seq` is answered with what stands, the others are set. */
export const changeExtensions = (
  asked: Asked,
  said: object,
  set: boolean,
  items: readonly Json[],
): [Json[], Json[]] => {
  const own = extensionsOf(asked.app, said);
  const answers: Json[] = [];
  const done: Json[] = [];
  for (const item of items) {
    const [key, value] = [text(item, 'Key'), text(item, 'Value')];
    const before = own.values.get(key);
    const fits = Buffer.byteLength(key) <= KEY_BYTES && Buffer.byteLength(value) <= VALUE_BYTES;
    if (!key || !fits || (!before && own.values.size >= MOST)) throw new Refusal(23_003, 'no such extension can be');
    if (before && before.seq !== number(item, 'Seq')) {
      answers.push({ ErrorCode: 23_001, Extension: extensionWire(key, before) });
      continue;
    }
    own.seq++;
    const now = { value: set ? value : '', seq: own.seq };
    own.values.set(key, now);
    answers.push({ ErrorCode: 0, Extension: extensionWire(key, now) });
    done.push(extensionWire(key, now));
  }
  return [answers, done];
};

const modify = (asked: Asked): Json => {
  const { app, body } = asked;
  const { said, peer } = saidBy(asked, text(body, 'MsgKey'));
  if (!said.extensible || said.recalled) throw new Refusal(ENABLED, 'this message takes no extensions');
  const own = extensionsOf(app, said);
  const type = number(body, 'OperateType');
  const all = [...own.values].map(([key, value]) => extensionWire(key, value));
  const [answers, done] = changeExtensions(asked, said, type === 1, type === 3 ? all : list(body, 'ExtensionList'));
  const which = { MsgClientTime: said.clientTime, MsgRandom: said.random };
  const event = {
    ...{ MsgOptType: type === 1 ? 1 : 2, TinyId: said.from.tiny, MsgLastSeq: own.seq, ExtensionC2cMsgInfo: which },
    [type === 1 ? 'SetKVInfo' : 'DeleteKVInfo']: [{ MsgKeyValue: done }],
  };
  if (done.length > 0) tellBoth(asked, peer, { Event: 19, MsgExtensionNotify: event });
  return { ExtensionList: answers, Seq: own.seq };
};

const read = (asked: Asked): Json => {
  const { said } = saidBy(asked, text(asked.body, 'MsgKey'));
  const own = extensionsOf(asked.app, said);
  const from = number(asked.body, 'startSeq');
  const news = [...own.values].filter(([, { seq }]) => seq >= from).map(([key, value]) => extensionWire(key, value));
  return { ExtensionList: news, CompleteFlag: 1, LatestSeq: own.seq, ClearSeq: 0 };
};

export const commands: Commands = {
  'openim_msg_ext_http_svc.set_key_values': modify,
  'openim_msg_ext_http_svc.get_key_values': read,
};
