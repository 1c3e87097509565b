import { type Asked, type Commands, Refusal } from '../command.js';
import type { App, Person } from '../state.js';
import { type Json, number, text, texts } from '../wire.js';
import { saidBy, tellBoth } from './changes.js';

/** Reactions of one message: the people of each, in their order. */
export const reactionsOf = (app: App, said: object): Map<string, Person[]> => {
  const all = app.kept('reactions', () => new Map<object, Map<string, Person[]>>());
  const own = all.get(said) ?? new Map<string, Person[]>();
  all.set(said, own);
  return own;
};

export const summary = ({ app, me }: Asked, said: { readonly recalled?: unknown }, most: number): Json[] =>
  said.recalled
    ? []
    : [...reactionsOf(app, said)].map(([Reaction, people]) => ({
        Reaction,
        Count: people.length,
        Reaction_Account: people.slice(0, most).map(({ id }) => id),
        ReactedByMe: people.includes(me) ? 1 : 0,
      }));

/** How it is now; undefined: as it was. */
export const putReaction = (
  app: App,
  said: { readonly recalled?: unknown },
  me: Person,
  reaction: string,
  on: boolean,
): Json | undefined => {
  if (!reaction || said.recalled) throw new Refusal(23_006, 'no such reaction can be');
  const own = reactionsOf(app, said);
  const people = own.get(reaction) ?? [];
  if (people.includes(me) === on) return undefined;
  const left = on ? [...people, me] : people.filter((one) => one !== me);
  if (left.length > 0) own.set(reaction, left);
  else own.delete(reaction);
  return { Reaction: reaction, Count: left.length, Reaction_Account: left.slice(0, 10).map(({ id }) => id) };
};

/** What changes nothing is told to nobody. */
const react =
  (on: boolean) =>
  (asked: Asked): Json => {
    const { app, me, body } = asked;
    const { said, peer } = saidBy(asked, text(body, 'MsgKey'));
    const now = putReaction(app, said, me, text(body, 'Reaction'), on);
    if (!now) return {};
    const which = { TinyId: said.from.tiny, MsgClientTime: said.clientTime, MsgRandom: said.random };
    tellBoth(asked, peer, {
      Event: 20,
      MsgReactionNotifyList: [{ C2CMsgInfo: which, MsgReactionSummary: [now] }],
    });
    return {};
  };

const many = (asked: Asked): Json => ({
  Results: texts(asked.body, 'MsgKeyList').map((MsgKey) => {
    const { said } = saidBy(asked, MsgKey);
    return { MsgKey, MsgReactionSummary: summary(asked, said, number(asked.body, 'Count') || 10) };
  }),
});

export const reactors = (asked: Asked, said: object): Json => {
  const all = reactionsOf(asked.app, said).get(text(asked.body, 'Reaction')) ?? [];
  const [from, count] = [number(asked.body, 'NextSeq'), number(asked.body, 'Count') || 100];
  const end = from + count;
  return { Reaction_Account: all.slice(from, end).map(({ id }) => id), NextSeq: end < all.length ? end : 0 };
};

export const commands: Commands = {
  'openim_msg_ext_http_svc.reaction_add': react(true),
  'openim_msg_ext_http_svc.reaction_del': react(false),
  'openim_msg_ext_http_svc.reaction_multi_stat': many,
  'openim_msg_ext_http_svc.reaction_iterate': (asked) =>
    reactors(asked, saidBy(asked, text(asked.body, 'MsgKey')).said),
};
