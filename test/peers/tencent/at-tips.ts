import type { Person } from './state.js';
import { type Json, number, object, text } from './wire.js';

/** Who was named, in what: kept for each until one of their devices says that it has been seen. */
const tips = (person: Person) => person.kept('at tips', () => new Set<Json>());

const eventOf = (all: readonly Json[]): Json => ({ Event: 12, GroupTips: all });

/** Live to all devices, and again to those that sign in later. */
export const tellTip = (person: Person, tip: Json): void => {
  tips(person).add(tip);
  person.push(eventOf([tip]));
};

/** For who signs in; nothing where nothing waits. */
export const waitingTips = (person: Person): Json[] => {
  const all = [...tips(person)];
  return all.length > 0 ? [eventOf(all)] : [];
};

/** Of one topic, as its profile says it. */
export const tipsIn = (person: Person, topicId: string): Json[] =>
  [...tips(person)].flatMap((tip) => {
    if (text(tip, 'ToGroupId') !== topicId) return [];
    const { From_Account, MsgSeq: AtMsgSeq, GroupAtType: AtFlagList } = object(tip, 'GroupAtTips');
    return [{ From_Account, AtMsgSeq, AtFlagList, MsgRandom: tip.MsgRandom, ClientSeq: tip.ClientSeq }];
  });

/** One of `DelMsgList`: told by its numbers. */
export const dropTip = (person: Person, named: Json): void => {
  for (const tip of tips(person)) {
    const same =
      text(tip, 'ToGroupId') === text(named, 'GroupId') && number(tip, 'ClientSeq') === number(named, 'MsgSeq');
    if (same && number(tip, 'MsgRandom') === number(named, 'MsgRandom')) tips(person).delete(tip);
  }
};
