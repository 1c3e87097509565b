import { type Asked, type Commands, Refusal } from '../command.js';
import { tellPassing } from '../group-lines.js';
import { type Group, groupNamed, ownPlace } from '../groups.js';
import { type Json, list, number, text, texts } from '../wire.js';

const MOST = 16;
const KEY_BYTES = 32;
const VALUE_BYTES = 4 * 1024;
const ALL_BYTES = 16 * 1024;

interface Attributes {
  seq: number;
  readonly values: Map<string, { readonly value: string; readonly seq: number }>;
}
interface Counters {
  seq: number;
  readonly values: Map<string, number>;
}

const named = (asked: Asked): Group => {
  const group = groupNamed(asked.app, text(asked.body, 'GroupId'));
  ownPlace(asked, group);
  return group;
};

const attributesOf = ({ app }: Asked, { id }: Group): Attributes => {
  const all = app.kept('attributes', () => new Map<string, Attributes>());
  const own = all.get(id) ?? { seq: 0, values: new Map() };
  all.set(id, own);
  return own;
};

const wire = ({ values }: Attributes): Json[] => [...values].map(([key, { value, seq }]) => ({ key, value, seq }));

const checkAttributes = (values: ReadonlyMap<string, { readonly value: string }>): void => {
  if (values.size > MOST) throw new Refusal(10_004, 'too many attributes');
  let bytes = 0;
  for (const [key, { value }] of values) {
    const [k, v] = [Buffer.byteLength(key), Buffer.byteLength(value)];
    if (k === 0 || k > KEY_BYTES || v > VALUE_BYTES) throw new Refusal(10_004, 'an attribute is too long');
    bytes += k + v;
  }
  if (bytes > ALL_BYTES) throw new Refusal(10_004, 'the attributes are too long');
};

/** 1: all anew, 2: some, 3: all gone, 4: some gone. Told with the group's own count of changes. */
const changeAttributes =
  (type: 1 | 2 | 3 | 4) =>
  (asked: Asked): Json => {
    const group = named(asked);
    const own = attributesOf(asked, group);
    const items = list(asked.body, 'GroupAttr');
    // A caller that knows a key by an older count comes too late; who says none has not looked.
    for (const one of items) {
      const known = own.values.get(text(one, 'key'));
      if (type !== 1 && known && number(one, 'seq') > 0 && number(one, 'seq') !== known.seq)
        throw new Refusal(10_056, 'changed meanwhile');
      if (type === 4 && !known) throw new Refusal(10_050, 'no such attribute');
    }
    const next = new Map(type === 1 || type === 3 ? [] : own.values);
    const seq = own.seq + 1;
    for (const one of items) {
      if (type === 4) next.delete(text(one, 'key'));
      else next.set(text(one, 'key'), { value: text(one, 'value'), seq });
    }
    checkAttributes(next);
    own.seq = seq;
    own.values.clear();
    for (const [key, value] of next) own.values.set(key, value);
    const told = items.map((one) => ({ key: text(one, 'key'), value: text(one, 'value'), seq }));
    const GroupAttrOption = { AttrMainSeq: seq, PushChangedAttrValFlag: 1, GroupAttrInfo: told, OpType: type };
    tellPassing(asked.app, group, { OpType: 6, MsgGroupNewInfo: { GroupAttrOption } }, asked.connection);
    return { AttrMainSeq: seq, GroupAttrAry: told };
  };

const attributes = (asked: Asked): Json => {
  const own = attributesOf(asked, named(asked));
  return { AttrMainSeq: own.seq, GroupAttrAry: wire(own) };
};

const countersOf = ({ app }: Asked, { id }: Group): Counters => {
  const all = app.kept('counters', () => new Map<string, Counters>());
  const own = all.get(id) ?? { seq: 0, values: new Map() };
  all.set(id, own);
  return own;
};

const counterWire = (keys: readonly string[], { values }: Counters): Json[] =>
  keys.flatMap((Key) => (values.has(Key) ? [{ Key, Value: values.get(Key) }] : []));

const count = (asked: Asked): Json => {
  const group = named(asked);
  const own = countersOf(asked, group);
  const mode = text(asked.body, 'Mode');
  const items = list(asked.body, 'GroupCounter');
  for (const one of items) {
    const [key, value] = [text(one, 'Key'), number(one, 'Value')];
    const before = own.values.get(key) ?? 0;
    own.values.set(key, mode === 'Set' ? value : before + (mode === 'Increase' ? value : -value));
  }
  if (own.values.size > 20) throw new Refusal(10_004, 'too many counters');
  own.seq++;
  const now = counterWire(
    items.map((one) => text(one, 'Key')),
    own,
  );
  const info = [{ Type: mode === 'Set' ? 0 : 2, GroupCounterSeq: own.seq, GroupCounter: now }];
  tellPassing(asked.app, group, { OpType: 6, GroupCounterInfo: info });
  return { GroupCounter: now, GroupCounterSeq: own.seq };
};

const counters = (asked: Asked): Json => {
  const own = countersOf(asked, named(asked));
  const keys = texts(asked.body, 'GroupCounterKeys');
  return { GroupCounter: counterWire(keys.length > 0 ? keys : [...own.values.keys()], own), GroupCounterSeq: own.seq };
};

export const commands: Commands = {
  'group_open_http_svc.set_group_attr': changeAttributes(1),
  'group_open_http_svc.modify_group_attr': changeAttributes(2),
  'group_open_http_svc.delete_group_attr': changeAttributes(4),
  'group_open_http_svc.clear_group_attr': changeAttributes(3),
  'group_open_attr_http_svc.get_group_attr': attributes,
  'group_open_http_svc.update_group_counter': count,
  'group_open_http_svc.get_group_counter': counters,
};
