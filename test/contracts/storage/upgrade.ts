import type { MessageRow, Tx } from '../../../hub/storage/port.js';
import { equal, find, seqs } from './kit.js';

/** What must be there after an upgrade from the first version of the data, which had no more than `rows` and two members. */
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
};
