import type { Client } from '../../../core/client/types.js';
import { readBundle } from '../../../core/content/kinds/merged.js';
import type { Content, ConversationId, FileRef, Message, MessageId } from '../../../core/model/index.js';
import { another, becomes, messageOf, offline, pair, spoken, textOf } from './acting.js';
import { text, type World } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';
import { hasWords, isSent, rows, say, seen, sit, words } from './client-world.js';
import { content } from './sent.js';

/** Somebody who can be sent on to, with the conversation open. */
const third = async (world: World, from: string) => {
  const id = world.person('eve');
  const { client } = await sit(world, id);
  client.conversations.open(`direct:${from}`);
  return { client, to: `direct:${id}` as ConversationId, from: `direct:${from}` as ConversationId };
};

const sendFile = async (client: Client, to: ConversationId, name: string, words: string): Promise<MessageId> => {
  const blob = new Blob([words], { type: 'text/plain' });
  const file = { name, bytes: blob.size, mime: blob.type };
  const id = await client.messages.send(to, content({ kind: 'file', file }), { blob });
  await isSent(client, id);
  return id;
};

const fileOf = (message: Message | undefined): FileRef =>
  (message?.content as unknown as { readonly file: FileRef } | undefined)?.file as FileRef;

interface Bundle {
  readonly kind: string;
  readonly title: string;
  readonly count: number;
  readonly abstracts: readonly string[];
  readonly messages?: readonly { readonly senderId: string; readonly content: Content }[];
  readonly file?: FileRef;
}
const bundleOf = (message: Message): Bundle => message.content as unknown as Bundle;

const forwarding = (it: AddCase): void => {
  it('forward.single', 'one by one, in order, to each, the file without a new upload', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, ann, toBob } = people;
    if (mine.can('forward') === 'unsupported') return unsupported();
    const [eve, zoe] = [await third(world, ann), await third(world, ann)];
    const { id } = await spoken(people, 'first');
    const place = await say(mine, toBob, content({ kind: 'location', latitude: 1, longitude: 2 }));
    await isSent(mine, place);
    const file = mine.can('upload') === 'available' ? await sendFile(mine, toBob, 'a.txt', 'its bytes') : undefined;
    const all = [id, place, ...(file ? [file] : [])];
    const made = await mine.messages.forward(all, [eve.to, zoe.to]);
    equal(made.length, all.length * 2, 'rows made');
    for (const { client, from } of [eve, zoe]) {
      const got = await seen(
        client,
        'all of them',
        () => rows(client, from).length === all.length && rows(client, from),
      );
      equal(
        got.map((one) => one.content.kind),
        ['text', 'location', ...(file ? ['file'] : [])],
        'kinds in order',
      );
      equal(textOf(got[0]), 'first', 'words');
      if (!file) continue;
      const ref = fileOf(got[2]);
      equal(ref.id, fileOf(messageOf(mine, file)).id, 'the same file');
      equal(await (await client.media.download(ref)).text(), 'its bytes', 'bytes');
    }
    await refusal(mine.messages.forward([], [eve.to]), 'invalid');
    await refusal(mine.messages.forward([id], []), 'invalid');
    await refusal(mine.messages.forward(['no-such'], [eve.to]), 'not-found');
  });

  it('forward.single', 'asked for offline, it leaves once when the connection is back', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, ann } = people;
    if (mine.can('forward') === 'unsupported') return unsupported();
    const eve = await third(world, ann);
    const { id } = await spoken(people, 'pass it on');
    await offline(world, people, async () => void (await mine.messages.forward([id], [eve.to])));
    await hasWords(eve.client, eve.from, 'pass it on');
    await quiet();
    equal(words(eve.client, eve.from), ['pass it on'], 'at the other side');
  });

  it('forward.merged', 'as one bundle with who said what, and files that can be had', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, ann, bob, toBob, toAnn } = people;
    if (mine.can('forward') === 'unsupported') return unsupported();
    const eve = await third(world, ann);
    const { id } = await spoken(people, 'first');
    await isSent(theirs, await say(theirs, toAnn, 'second'));
    const second = (await hasWords(mine, toBob, 'second')).id;
    const file = mine.can('upload') === 'available' ? await sendFile(mine, toBob, 'a.txt', 'its bytes') : undefined;
    const all = [id, second, ...(file ? [file] : [])];
    equal((await mine.messages.forward(all, [eve.to], { merged: true, title: 'Ours' })).length, 1, 'rows made');
    const row = await seen(eve.client, 'the bundle', () => rows(eve.client, eve.from)[0]);
    const bundle = bundleOf(row);
    equal([bundle.kind, bundle.title, bundle.count], ['merged', 'Ours', all.length], 'card');
    ok(bundle.abstracts[0]?.includes('first') && bundle.abstracts[1]?.includes('second'), 'lines of the card');
    equal(
      bundle.messages?.slice(0, 2).map(({ senderId }) => senderId),
      [ann, bob],
      'who said it',
    );
    if (file) {
      const ref = fileOf(bundle.messages?.[2] as unknown as Message);
      equal(await (await eve.client.media.download(ref)).text(), 'its bytes', 'bytes');
    }
    if (mine.can('recall', id) !== 'available') return;
    await mine.messages.recall(id);
    await becomes(mine, id, 'the recall', ({ recalled }) => recalled);
    await refusal(mine.messages.forward([id], [eve.to], { merged: true }), 'invalid');
  });

  it('forward.merged', 'too large for a message it goes as a file, and opens whole', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, ann } = people;
    if (mine.can('forward') === 'unsupported' || mine.can('upload') === 'unsupported') return unsupported();
    const eve = await third(world, ann);
    const long = Array.from({ length: 14 }, (_, n) => `${n} ${'long words '.repeat(400)}`.trim());
    const ids: MessageId[] = [];
    for (const one of long) ids.push((await spoken(people, one)).id);
    await mine.messages.forward(ids, [eve.to], { merged: true });
    const row = await seen(eve.client, 'the bundle', () => rows(eve.client, eve.from)[0]);
    const { messages, file, count } = bundleOf(row);
    equal([messages, count], [undefined, long.length], 'nothing inline');
    const whole = readBundle(await (await eve.client.media.download(file as FileRef)).text());
    equal(
      whole.map((one) => textOf(one as unknown as Message)),
      long,
      'its messages',
    );
    const most = mine.limits.mergedMessages;
    if (most === undefined) return;
    const many = Array.from({ length: most + 1 }, (_, n) => ids[n % ids.length] as MessageId);
    equal((await refusal(mine.messages.forward(many, [eve.to], { merged: true }), 'too-large')).limit, most, 'limit');
  });
};

const local = (it: AddCase): void => {
  it(
    'send.insert-local',
    'stands at its time, here alone, kept over a reload, and goes when deleted',
    async (world) => {
      const people = await pair(world);
      const { mine, theirs, mySeat, ann, toBob, toAnn } = people;
      const first = await spoken(people, 'first');
      const at = messageOf(mine, first.id)?.sentAt ?? 0;
      await world.moment();
      const id = await mine.messages.insert(toBob, text('only here'), { sentAt: at, localData: 'a note' });
      await spoken(people, 'second');
      equal(words(mine, toBob), ['first', 'only here', 'second'], 'in its place');
      const row = messageOf(mine, id);
      equal([row?.serverId, row?.localData, row?.counts], [undefined, 'a note', false], 'what it is');
      await mine.messages.annotate(first.id, 'my own note');
      await quiet();
      equal(words(theirs, toAnn), ['first', 'second'], 'at the other side');
      const other = await another(world, ann, toBob);
      await hasWords(other, toBob, 'second');
      equal(words(other, toBob), ['first', 'second'], 'on my other device');
      await mine.session.stop();
      const again = await sit(world, ann, { cache: mySeat.cache });
      again.client.conversations.open(toBob);
      await hasWords(again.client, toBob, 'second');
      equal(words(again.client, toBob), ['first', 'only here', 'second'], 'after a reload');
      equal(messageOf(again.client, first.id)?.localData, 'my own note', 'the note after a reload');
      await refusal(again.client.messages.edit(id, text('no')), 'conflict', 'forbidden');
      if (mine.can('delete') !== 'unsupported') {
        await again.client.messages.delete(toBob, [id]);
        equal(words(again.client, toBob), ['first', 'second'], 'after it was deleted');
      }
      await refusal(again.client.messages.insert(toBob, { kind: 'text' } as never), 'invalid');
    },
  );

  it('type.reply', 'the quote follows its original: edits, and its way back', async (world) => {
    const people = await pair(world);
    const { mine, theirs, bob, toBob, toAnn } = people;
    const { id, theirId } = await spoken(people, 'Where?');
    const reply = await theirs.messages.send(toAnn, text('Here'), { replyTo: theirId });
    equal(messageOf(theirs, reply)?.replyTo?.preview, 'Where?', 'at once');
    const row = await hasWords(mine, toBob, 'Here');
    equal([row.replyTo?.id, row.replyTo?.preview], [id, 'Where?'], 'at the other side');
    if (mine.can('edit') === 'available') {
      await mine.messages.edit(id, text('Where is it?'));
      for (const [client, one] of [
        [mine, row.id],
        [theirs, reply],
      ] as const)
        await becomes(client, one, 'the new words', ({ replyTo }) => replyTo?.preview === 'Where is it?');
    }
    const late = await another(world, bob, toAnn);
    const kept = await hasWords(late, toAnn, 'Here');
    equal(await late.messages.around(toAnn, kept.replyTo?.id ?? ''), kept.replyTo?.id, 'the way to it');
    await refusal(mine.messages.send(toBob, text('x'), { replyTo: 'no-such' }), 'not-found');
  });
};

/** Sent on, sent to nobody, answered. */
export const clientAgainCases: Cases = (it) => {
  forwarding(it);
  local(it);
};
