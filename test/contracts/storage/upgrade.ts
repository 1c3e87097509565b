import type { MessageRow, Tx } from '../../../hub/storage/port.js';
import { equal, find, seqs } from './kit.js';

/** People and groups that the first version had beside. */
export const BEFORE = {
  users: [
    { id: 'ann', kind: 'user', name: 'Ann Ｅxample', createdAt: 1 },
    { id: 'bob', kind: 'user', createdAt: 1 },
    { id: 'guest', kind: 'visitor', name: 'Ann', createdAt: 1 },
  ],
  group: { id: 'a', name: 'Old', policy: 'open', owner: 'ann', createdAt: 1 },
  /** With all of `seats`: more than SQLite keeps the activity with. */
  big: { key: 'group:big', seq: 1, activity: 5000 },
  seats: ['bob', ...Array.from({ length: 40 }, (_, n) => `m${n}`)],
} as const;

const placesCameUp = async (tx: Tx): Promise<void> => {
  const keys = async () => (await tx.members.list('bob', 9)).map(({ member }) => member.key);
  equal(await keys(), ['group:big', 'group:a']);
  await tx.conversations.put({ key: 'group:a', seq: 6, activity: 6000 });
  equal(await keys(), ['group:a', 'group:big']);
  await tx.conversations.put({ ...BEFORE.big, activity: 7000 });
  equal(await keys(), ['group:big', 'group:a']);
  equal((await tx.members.get('group:a', 'bob'))?.more, undefined);
  equal(await tx.users.find('EXAMPLE', 9), [BEFORE.users[0]]);
  equal(await tx.users.find('b', 9), [BEFORE.users[1]]);
  equal(await tx.groups.listed('group', '', 9), []);
  equal(await tx.groups.get('a'), BEFORE.group);
  await tx.docs.put('block', 'ann', 'bob', { at: 1 });
  equal(await tx.docs.count('block', 'ann'), 1);
};

/** What must be there after an upgrade from the first version of the data, which had no more than `rows`, two members and `BEFORE`. */
export const cameUp = async (tx: Tx, rows: readonly MessageRow[]): Promise<void> => {
  const key = 'group:a';
  const whole = rows.map((row) => (row.replyTo ? { ...row, replyTo: { id: row.replyTo.id } } : row));
  equal(await tx.messages.page(key, { after: 0, limit: 9, from: 'start' }), whole);
  equal(await tx.messages.bySending('ann', 'c'), whole[1]);
  const bob = await tx.members.get(key, 'bob');
  equal([bob?.read, bob?.shown, bob?.joinedSeq, bob?.clearedSeq, bob?.markedUnread], [3, 3, 1, 1, undefined]);
  const page = { after: 0, limit: 9, from: 'start', viewer: 'bob' } as const;
  equal(seqs(await tx.messages.page(key, page)), [2, 3, 4, 5, 6]);
  equal(seqs(await tx.messages.page(key, { ...page, kinds: ['image'] })), [4]);
  equal(await tx.messages.unread(key, 'bob', 0, 99), 2);
  equal(await tx.messages.unread(key, 'ann', 0, 99), 1);
  equal(seqs(await tx.messages.mentioning(key, 'bob', 0, 9)), [2], 'the other one is recalled');
  equal(seqs(await tx.messages.ofSender('bob', 9)), [5]);
  equal(seqs(await find(tx, 'ann', 'WORDS')), [2, 1]);
  equal(seqs(await find(tx, 'bob', ['words', 'ol'])), [2]);
  equal(await tx.messages.nextExpiry(), undefined);
  await placesCameUp(tx);
};
