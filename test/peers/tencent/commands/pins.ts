import { type Asked, type Commands, Refusal } from '../command.js';
import { done, lineWire } from '../group-lines.js';
import { type Group, groupNamed, type Line, linesOf, type Member, ownPlace } from '../groups.js';
import type { Person } from '../state.js';
import { type Json, number, text } from '../wire.js';

const MOST = 10;
const PIN = 16;
const UNPIN = 17;

/** By their places, last pinned last. */
const pinsOf = ({ app }: Asked, { id }: Group) => app.kept(`pins of ${id}`, () => new Map<number, Person>());

const here = (asked: Asked): { readonly group: Group; readonly own: Member } => {
  const group = groupNamed(asked.app, text(asked.body, 'GroupId'));
  return { group, own: ownPlace(asked, group) };
};

const lineIn = (asked: Asked): { readonly group: Group; readonly line: Line } => {
  const { group, own } = here(asked);
  if (own.role === 'Member') throw new Refusal(10_007, 'Member may not pin');
  const line = linesOf(group, own).find(({ seq }) => seq === number(asked.body, 'MsgSeq'));
  if (!line?.from || line.recalled) throw new Refusal(10_030, 'no such message');
  return { group, line };
};

/** To those who can see it, on all devices but the one that asked. */
const tell = (asked: Asked, group: Group, line: Line, type: number, more: Json): void => {
  const tip = { ...lineWire(group, { ...line, tip: undefined }), MsgBody: done(asked, type, [], more) };
  for (const { person } of group.members.values())
    if (!line.only || line.only.includes(person.id))
      person.push({ Event: 4, GroupTips: [{ ...tip, IsSystemMsg: 1 }] }, asked.connection);
};

export const commands: Commands = {
  'group_open_http_svc.pin_message'(asked) {
    const { group, line } = lineIn(asked);
    const pins = pinsOf(asked, group);
    if (pins.has(line.seq)) throw new Refusal(10_071, 'pinned already');
    if (pins.size >= MOST) throw new Refusal(10_070, 'too many are pinned');
    pins.set(line.seq, asked.me);
    tell(asked, group, line, PIN, { PinnedMsg: lineWire(group, line) });
    return {};
  },
  'group_open_http_svc.unpin_message'(asked) {
    const { group, line } = lineIn(asked);
    if (!pinsOf(asked, group).delete(line.seq)) return {};
    const { seq, random, clientTime, time, from } = line;
    const name = { MsgSeq: seq, Random: random, ClientTime: clientTime, ServerTime: time, SenderTinyId: from?.tiny };
    tell(asked, group, line, UNPIN, { SdkGroupMessageId: name });
    return {};
  },
  'group_open_http_svc.get_pinned_messages'(asked) {
    const { group, own } = here(asked);
    const seen = new Map(linesOf(group, own).map((line) => [line.seq, line]));
    const all = [...pinsOf(asked, group)].filter(([seq]) => seen.has(seq) && !seen.get(seq)?.recalled);
    return { PinnedMsgList: all.map(([seq, by]) => ({ MsgSeq: seq, Pinner_Account: by.id })) };
  },
};
