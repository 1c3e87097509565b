import type { App, Person } from './state.js';
import type { Json } from './wire.js';

/** A message between two. `seq`, `random` and `clientTime` are chosen by the sender's SDK; `time` (seconds) is ours. */
export interface Said {
  readonly from: Person;
  readonly to: Person;
  readonly seq: number;
  readonly random: number;
  readonly time: number;
  readonly at: number;
  readonly clientTime: number;
  body: readonly Json[];
  custom: string;
  /** Grows with each change of the words. */
  version?: number;
  readonly receipt: boolean;
  /** The other one has said that he read this very message. */
  receipted?: boolean;
  readonly extensible: boolean;
  /** Who has deleted it for himself. */
  readonly gone: Set<string>;
  readonly uncounted: boolean;
  readonly unlisted: boolean;
  recalled?: boolean;
}

/** What somebody has of a conversation with another. */
export interface Row {
  readonly peer: Person;
  pinned: boolean;
  /** 0: told, 1: not received, 2: received without a word. */
  remind: number;
  /** Seconds; what came at or before it is read. */
  readTime: number;
  hidden: boolean;
  /** What came while nothing was to be received; it is in the history, and was never unread. */
  readonly missed: Set<Said>;
}

const talks = (app: App) => app.kept('talks', () => new Map<string, Said[]>());

export const talk = (app: App, a: Person, b: Person): Said[] => {
  const name = [a.id, b.id].sort().join('\n');
  const all = talks(app).get(name) ?? [];
  talks(app).set(name, all);
  return all;
};

/** As it stands for one of the two. */
export const talkOf = (app: App, me: Person, peer: Person): Said[] =>
  talk(app, me, peer).filter(({ gone }) => !gone.has(me.id));

export const rowsOf = (person: Person) => person.kept('rows', () => new Map<string, Row>());

export const rowOf = (person: Person, peer: Person): Row => {
  const rows = rowsOf(person);
  const row = rows.get(peer.id) ?? { peer, pinned: false, remind: 0, readTime: 0, hidden: false, missed: new Set() };
  rows.set(peer.id, row);
  return row;
};

export const keyOf = ({ seq, random, time }: Said): string => `${seq}_${random}_${time}`;

/** As it is told live and in history. */
export const wireOf = (said: Said): Json => ({
  From_Account: said.from.id,
  To_Account: said.to.id,
  MsgSeq: said.seq,
  MsgRandom: said.random,
  MsgTimeStamp: said.time,
  MsgClientTime: said.clientTime,
  MsgKey: keyOf(said),
  MsgBody: said.body,
  CloudCustomData: said.custom,
  TinyId: said.from.tiny,
  From_AccountNick: said.from.profile.get('Tag_Profile_IM_Nick') ?? '',
  From_AccountHeadurl: said.from.profile.get('Tag_Profile_IM_Image') ?? '',
  IsNeedReadReceipt: said.receipt ? 1 : 0,
  ReadReceiptSentByPeer: said.receipted ? 1 : 0,
  SupportMessageExtension: said.extensible ? 1 : 0,
  ...(said.version && { MsgVersion: said.version }),
  MsgFlagBits: said.recalled ? 8 : 0,
  ...(said.recalled && { RevokerInfo: { Revoker_Account: said.from.id, Reason: '' } }),
  ...((said.uncounted || said.unlisted) && {
    SendMsgControl: { NoUnread: said.uncounted ? 1 : 0, NoLastMsg: said.unlisted ? 1 : 0 },
  }),
});

export const unread = (app: App, me: Person, { peer, readTime, missed }: Row): number =>
  talkOf(app, me, peer).filter(
    (said) => said.from === peer && !said.uncounted && !said.recalled && said.time > readTime && !missed.has(said),
  ).length;
