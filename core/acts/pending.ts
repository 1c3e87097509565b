import type { ChangeRecord, Content, EditBase, Message, Reaction } from '../model/index.js';

/** Edits of a message remembered until it is known whether they have arrived. */
const MOST_WORDS = 20;

/** Of edits that may or may not have reached the back end. */
export const wordsUnderWay = (record: ChangeRecord | undefined): readonly Content[] =>
  (record?.changes ?? []).flatMap((one) =>
    one.name === 'edit' ? [...(one.args.after ?? []), one.args.content].slice(-MOST_WORDS) : [],
  );

/** What an edit that begins now stands on: to be kept, and handed over with it. */
export const editBase = ({ edited }: Message, record: ChangeRecord | undefined): EditBase => {
  const after = wordsUnderWay(record);
  return { at: edited?.at ?? 0, ...(after.length > 0 && { after }) };
};

/** The message as the reader wants it, before the back end has agreed. What was refused no longer counts. */
export const withChanges = (message: Message, record: ChangeRecord | undefined, userId: string): Message => {
  if (message.recalled) return message;
  let shown = message;
  for (const change of record?.changes ?? []) {
    if (change.failed !== undefined) continue;
    if (change.name === 'edit') shown = { ...shown, content: change.args.content };
    else if (change.name === 'react')
      shown = { ...shown, reactions: reacted(shown.reactions ?? [], change.args.emoji, change.args.on, userId) };
    else if (change.name === 'pin')
      shown = { ...shown, pinned: change.args.pinned ? (shown.pinned ?? { at: 0, by: userId }) : undefined };
    else if (change.name === 'extend') {
      const extensions = { ...shown.extensions, ...change.args.set };
      for (const key of change.args.remove ?? []) delete extensions[key];
      shown = { ...shown, extensions };
    }
  }
  return shown;
};

export const reacted = (all: readonly Reaction[], emoji: string, on: boolean, me: string): readonly Reaction[] => {
  const known = all.find((one) => one.emoji === emoji);
  if ((known?.mine ?? false) === on) return all;
  if (!known) return [...all, { emoji, count: 1, mine: true, users: [me] }];
  const users = on ? [me, ...known.users] : known.users.filter((user) => user !== me);
  const next = { ...known, count: known.count + (on ? 1 : -1), mine: on, users };
  return next.count > 0 ? all.map((one) => (one === known ? next : one)) : all.filter((one) => one !== known);
};
