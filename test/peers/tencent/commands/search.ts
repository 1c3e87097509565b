import { type Asked, type Commands, Refusal } from '../command.js';
import { lineWire } from '../group-lines.js';
import { groupsOf, joinedBy, type Line, linesOf, ownPlace } from '../groups.js';
import type { Person } from '../state.js';
import { rowsOf, type Said, talkOf, wireOf } from '../talks.js';
import { type Json, number, object, text, texts } from '../wire.js';

/** Keywords in one call, and senders. */
const MOST = 5;
const PAGE = 20;
const WORK = 'Private';

const fold = (words: string): string => words.normalize('NFKC').toLocaleLowerCase('en');

const checkBought = ({ app }: Asked): void => {
  if (app.options.withoutSearch) throw new Refusal(60_020, 'the app has not bought it');
};

/** `and`: all of them. */
const asksFor = (words: readonly string[], and: boolean): ((said: string) => boolean) => {
  if (words.length === 0 || words.length > MOST) throw new Refusal(27_003, 'one to five keywords');
  const wanted = words.map(fold);
  return (said) => {
    const folded = fold(said);
    return and ? wanted.every((word) => folded.includes(word)) : wanted.some((word) => folded.includes(word));
  };
};

const pageOf = <T>({ body }: Asked, all: readonly T[], usual = PAGE) => {
  const from = Number(text(body, 'Cursor') || 0);
  const end = from + (number(body, 'Count') || usual);
  return { page: all.slice(from, end), Cursor: end < all.length ? String(end) : '', TotalCount: all.length };
};

/** What an element says: words, descriptions, names of files. Faces are not looked at. */
const wordsOf = (body: readonly Json[]): string =>
  body
    .filter(({ MsgType }) => MsgType !== 'TIMFaceElem')
    .map((part) => object(part, 'MsgContent'))
    .map((content) => ['Text', 'Desc', 'FileName'].map((name) => text(content, name)).join(' '))
    .join(' ');

interface Found {
  readonly where: Json;
  readonly wires: readonly Json[];
  readonly last: number;
}

const messages = (asked: Asked): Json => {
  checkBought(asked);
  const { app, me, body } = asked;
  const asks = asksFor(texts(body, 'KeywordList'), text(body, 'MatchType') === 'and');
  const [types, senders] = [texts(body, 'MsgTypeList'), texts(body, 'SendUserIDList')];
  if (senders.length > MOST) throw new Refusal(27_003, 'up to five senders');
  const [start, end] = [number(body, 'StartTime'), number(body, 'EndTime') || Number.POSITIVE_INFINITY];
  const fits = (one: Said | Line): boolean =>
    one.from !== undefined &&
    !one.recalled &&
    one.time >= start &&
    one.time <= end &&
    (senders.length === 0 || senders.includes(one.from.id)) &&
    (types.length === 0 || one.body.some(({ MsgType }) => types.includes(String(MsgType)))) &&
    asks(wordsOf(one.body));
  const between = (peer: Person): Found => {
    const hits = talkOf(app, me, peer).filter(fits).reverse();
    return { where: { UserID: peer.id }, wires: hits.map(wireOf), last: hits[0]?.time ?? 0 };
  };
  const [user, groupId] = [text(body, 'PeerAccount'), text(body, 'GroupID')];
  if (user || groupId) {
    const peer = app.people.get(user);
    const group = groupsOf(app).find(({ id }) => id === groupId);
    const lines = group ? linesOf(group, ownPlace(asked, group)).filter(fits).reverse() : [];
    const found = peer
      ? between(peer)
      : { where: { GroupID: groupId }, wires: group ? lines.map((line) => lineWire(group, line)) : [] };
    const { page, ...rest } = pageOf(asked, found.wires);
    const ConversationMsgs = page.length > 0 ? [{ ...found.where, Count: page.length, MessageList: page }] : [];
    return { ...rest, ConversationMsgs };
  }
  const groups = joinedBy(app, me)
    .filter(({ type }) => type !== 'Community')
    .map((group): Found => {
      const hits = linesOf(group, ownPlace(asked, group)).filter(fits);
      const wires = hits.map((line) => lineWire(group, line));
      return { where: { GroupID: group.id }, wires, last: hits.at(-1)?.time ?? 0 };
    });
  const all = [...[...rowsOf(me).values()].map(({ peer }) => between(peer)), ...groups];
  const found = all.filter(({ wires }) => wires.length > 0).sort((a, b) => b.last - a.last);
  const { page, ...rest } = pageOf(asked, found);
  return {
    ...rest,
    ConversationMsgs: page.map(({ where, wires }) => ({
      ...{ ...where, Count: wires.length, MessageList: wires.length === 1 ? wires : [] },
    })),
  };
};

const nameOf = ({ profile }: Person): string => String(profile.get('Tag_Profile_IM_Nick') ?? '');

const byWords = ({ body }: Asked) => asksFor(texts(body, 'Keywords'), number(body, 'KeywordMatchType') === 1);

/** In names; ids whole. */
const users = (asked: Asked): Json => {
  checkBought(asked);
  const asks = byWords(asked);
  const wanted = texts(asked.body, 'Keywords');
  const all = [...asked.app.people.values()].filter((one) => wanted.includes(one.id) || asks(nameOf(one)));
  const { page, ...rest } = pageOf(asked, all);
  return {
    ...rest,
    Users: page.map((one) => ({
      UserID: one.id,
      ProfileItems: [...one.profile].map(([Tag, value]) => ({ Tag, StrValue: value })),
    })),
  };
};

const groups = (asked: Asked): Json => {
  checkBought(asked);
  const { app, me } = asked;
  const asks = byWords(asked);
  const wanted = texts(asked.body, 'Keywords');
  const all = groupsOf(app).filter(
    ({ id, face, members, type, live }) =>
      !live && (type !== WORK || members.has(me.id)) && (wanted.includes(id) || asks(String(face.get('Name') ?? ''))),
  );
  const { page, ...rest } = pageOf(asked, all);
  return {
    ...rest,
    Groups: page.map(({ id, type, face, members, ownerId }) => ({
      ...{ GroupID: id, GroupType: type, GroupName: face.get('Name') ?? '', GroupFaceUrl: face.get('FaceUrl') ?? '' },
      ...{ GroupIntroduction: face.get('Introduction') ?? '', GroupMemberNum: members.size },
      ...{ GroupOwnerUserID: ownerId, GroupAddOption: face.get('ApplyJoinOption') ?? '' },
    })),
  };
};

/** In names and cards; ids whole. Of groups that one is in. */
const members = (asked: Asked): Json => {
  checkBought(asked);
  const { app, me, body } = asked;
  const asks = byWords(asked);
  const [wanted, named] = [texts(body, 'Keywords'), texts(body, 'GroupIdList')];
  const all = joinedBy(app, me)
    .filter(({ id }) => named.length === 0 || named.includes(id))
    .flatMap((group) => [...group.members.values()].map((member) => ({ group, member })))
    .filter(({ member: { person, card } }) => wanted.includes(person.id) || asks(nameOf(person)) || asks(card));
  const { page, ...rest } = pageOf(asked, all);
  return {
    ...rest,
    GroupMembers: page.map(({ group, member: { person, card } }) => ({
      ...{ GroupID: group.id, GroupName: group.face.get('Name') ?? '', GroupType: group.type },
      ...{ GroupMemberUserID: person.id, GroupMemberUserName: nameOf(person), GroupMemberNameCard: card },
    })),
  };
};

export const commands: Commands = {
  'message_search.query': messages,
  'user_search.query': users,
  'group_search.query': groups,
  'group_member_search.query': members,
};
