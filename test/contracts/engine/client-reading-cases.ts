import { defineTextServices } from '../../../core/acts/text-services.js';
import type { Client } from '../../../core/client/types.js';
import { another, becomes, direct, messageOf, pair, settled, spoken } from './acting.js';
import { text } from './actor.js';
import type { AddCase, Cases, Run } from './cases.js';
import { equal, ok, quiet, refusal, until } from './check.js';
import { hasWords, seen, session, sharedTabs, sit } from './client-world.js';
import { content } from './sent.js';

const LINK = 'https://example.org/fish';

interface Asked {
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

/**
 * Words of the device, for a while: no browser of the tests has a model, and Node has no such thing at all. All words are taken
 * for French ones.
 */
const onDevice = async (body: () => Promise<void>): Promise<void> => {
  const page = globalThis as { Translator?: unknown; LanguageDetector?: unknown };
  const before = { Translator: page.Translator, LanguageDetector: page.LanguageDetector };
  page.LanguageDetector = {
    availability: async () => 'available',
    create: async () => ({ detect: async () => [{ detectedLanguage: 'fr', confidence: 1 }] }),
  };
  page.Translator = {
    availability: async ({ targetLanguage }: Asked) => (targetLanguage === 'tlh' ? 'unavailable' : 'available'),
    create: async ({ targetLanguage }: Asked) => ({
      translate: async (words: string) => `[${targetLanguage}] ${words}`,
    }),
  };
  try {
    await body();
  } finally {
    Object.assign(page, before);
  }
};

const translationOf = (client: Client, id: string) => messageOf(client, id)?.readings?.translation;

const translating = (it: AddCase): void => {
  /** By the back end where it can, else on the device: the rest is the same. */
  const either = (what: string, body: Run): void =>
    it('translate', what, (world, unsupported) => onDevice(() => body(world, unsupported)));

  either('stands beside the message, for this browser alone, also after a reload', async (world) => {
    const people = await pair(world);
    const { mine, theirs, theirSeat, bob, toAnn } = people;
    const { id, theirId } = await spoken(people, 'Guten Morgen');
    const before = messageOf(theirs, theirId);
    equal(await theirs.messages.readable(theirId, 'en'), 'translate', 'somebody can');
    await theirs.messages.translate(theirId, { to: 'en' });
    const translation = translationOf(theirs, theirId);
    ok(translation?.text.trim() && translation.text !== 'Guten Morgen', 'other words');
    equal(translation?.to, 'en');
    equal(messageOf(theirs, theirId)?.content, before?.content, 'the original');
    const other = await another(world, bob, toAnn);
    await seen(other, 'the message', () => messageOf(other, theirId));
    equal([translationOf(other, theirId), translationOf(mine, id)], [undefined, undefined], 'elsewhere');
    await theirs.session.stop();
    const again = (await sit(world, bob, { cache: theirSeat.cache })).client;
    again.conversations.open(toAnn);
    await seen(again, 'the translation', () => translationOf(again, theirId));
    await quiet();
    equal(translationOf(again, theirId), translation, 'after the back end has said the message again');
    await again.messages.showOriginal(theirId);
    equal(messageOf(again, theirId)?.readings, undefined, 'the original alone');
  });

  either('goes with an edit and a recall', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs } = people;
    if (mine.can('edit') === 'unsupported') return unsupported();
    const { id, theirId } = await spoken(people, 'Guten Tag');
    await theirs.messages.translate(theirId, { to: 'en' });
    await mine.messages.edit(id, text('Guten Abend'));
    await settled(mine, id);
    await becomes(theirs, theirId, 'the new words alone', ({ edited, readings }) => edited && !readings);
    await theirs.messages.translate(theirId, { to: 'en' });
    ok(translationOf(theirs, theirId), 'of the new words');
    if (mine.can('recall') === 'unsupported') return;
    await mine.messages.recall(id);
    await becomes(theirs, theirId, 'nothing', ({ recalled, readings }) => recalled && !readings);
    equal(await theirs.messages.readable(theirId), undefined, 'somebody can');
    await refusal(theirs.messages.translate(theirId, { to: 'en' }), 'forbidden');
  });

  either('leaves names, links and emoji as they are', async (world) => {
    const people = await pair(world);
    const { mine, theirs, toBob, toAnn, ann } = people;
    const said = {
      kind: 'text',
      text: `Frag @Ann 👍🏽\nnach ${LINK}. Danke`,
      marks: [{ at: 5, length: 4, user: ann }],
    };
    await mine.messages.send(toBob, content(said));
    const { id } = await seen(theirs, 'the message', () =>
      [...theirs.store.entries()]
        .flatMap(([key, value]) =>
          key.startsWith('message/') ? [value as NonNullable<ReturnType<typeof messageOf>>] : [],
        )
        .find((one) => one.conversationId === toAnn && (one.content as { text?: string }).text === said.text),
    );
    await theirs.messages.translate(id, { to: 'ja' });
    const { text: words = '', marks = [] } = translationOf(theirs, id) ?? {};
    for (const kept of ['@Ann', '👍🏽', '\n', LINK]) ok(words.includes(kept), `${JSON.stringify(kept)} in ${words}`);
    ok(words !== said.text, 'other words');
    const [mark] = marks;
    equal(
      [marks.length, mark?.user, mark && words.slice(mark.at, mark.at + mark.length)],
      [1, ann, '@Ann'],
      'the name',
    );
  });

  it('translate', 'of words that were edited meanwhile it is not shown; the page is asked first', async (world) => {
    const people = await pair(world);
    const { mine, theirs } = people;
    const { id, theirId } = await spoken(people, 'Guten Tag');
    let answer: (words: string) => void = () => {};
    const asked: unknown[] = [];
    defineTextServices({
      translate: (words, { to }) => {
        asked.push([words, to]);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    try {
      const late = theirs.messages.translate(theirId, { to: 'en' });
      await until('the page to be asked', () => asked.length > 0);
      if (mine.can('edit') !== 'unsupported') {
        await mine.messages.edit(id, text('Guten Abend'));
        await becomes(theirs, theirId, 'the new words', ({ edited }) => edited);
        answer('Good day');
        await refusal(late, 'conflict');
        equal(messageOf(theirs, theirId)?.readings, undefined, 'of the old words');
      } else {
        answer('Good day');
        await late;
      }
      equal(asked, [['Guten Tag', 'en']], 'asked');
      const stop = new AbortController();
      const stopped = theirs.messages.translate(theirId, { to: 'en', signal: stop.signal });
      stop.abort();
      await refusal(stopped, 'aborted');
    } finally {
      defineTextServices({});
    }
  });

  either('asked for in one tab, it stands in all of them', async (world) => {
    const people = await pair(world);
    const { mine, bob, ann, toBob, toAnn } = people;
    await people.theirs.session.stop();
    const tabs = sharedTabs();
    const seats = [await sit(world, bob, { tabs }), await sit(world, bob, { tabs })];
    const [leader, follower] = seats.map(({ client }) => client) as [Client, Client];
    for (const one of [leader, follower]) one.conversations.open(toAnn);
    await mine.messages.send(toBob, text('Guten Morgen') as never);
    const { id } = await hasWords(follower, direct(ann), 'Guten Morgen');
    equal(session(follower)?.leader, false, 'the second leads');
    await follower.messages.translate(id, { to: 'en' });
    const there = await seen(follower, 'the translation', () => translationOf(follower, id));
    equal(translationOf(leader, id), there, 'where it is kept');
  });

  it('translate', 'refuses what has no words and what is no language', async (world) => {
    const people = await pair(world);
    const { mine, theirs } = people;
    const { id, theirId } = await spoken(people, `👍 ${LINK}`);
    equal(await theirs.messages.readable(theirId), undefined, 'of a link');
    await onDevice(async () => {
      await refusal(mine.messages.translate('no-such', { to: 'en' }), 'not-found');
      await refusal(mine.messages.translate(id, { to: 'no language' }), 'invalid');
      const { theirId: other } = await spoken(people, 'Bonjour');
      await refusal(theirs.messages.translate(other, { to: 'tlh' }), 'unsupported');
      await refusal(theirs.messages.transcribe(other), 'invalid');
      equal(messageOf(theirs, other)?.readings, undefined, 'after the refusals');
    });
  });

  it('translate', 'without back end and device nobody can, and says so', async (world, unsupported) => {
    const people = await pair(world);
    const { theirs } = people;
    if (theirs.can('translate') === 'available') return unsupported();
    const { theirId } = await spoken(people, 'Bonjour');
    equal(await theirs.messages.readable(theirId, 'en'), undefined, 'nobody');
    await refusal(theirs.messages.translate(theirId, { to: 'en' }), 'unsupported');
  });
};

const hearing = (it: AddCase): void => {
  it('voice-to-text', 'stands beside the message, for this browser alone', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, toBob, toAnn } = people;
    if (theirs.can('transcribe') !== 'available') {
      equal(theirs.can('transcribe'), 'unsupported');
      return unsupported();
    }
    const blob = new Blob(['not much of a voice'], { type: 'audio/mp4' });
    const file = { name: 'note.m4a', mime: blob.type, bytes: blob.size };
    await mine.messages.send(toBob, content({ kind: 'voice', file, seconds: 2 }), { blob });
    const { id } = await seen(theirs, 'the voice', () => {
      const last = theirs.store.get('conversation', toAnn)?.lastMessageId;
      const message = last === undefined ? undefined : messageOf(theirs, last);
      return message?.content.kind === 'voice' && message;
    });
    equal(await theirs.messages.readable(id), 'transcribe', 'somebody can');
    await theirs.messages.transcribe(id, { language: 'en' });
    const shown = messageOf(theirs, id);
    ok(shown?.readings?.transcript?.text.trim(), 'its words');
    equal(shown?.content.kind, 'voice', 'the original');
    await refusal(theirs.messages.translate(id, { to: 'en' }), 'invalid');
    await theirs.messages.showOriginal(id);
    equal(messageOf(theirs, id)?.readings, undefined, 'the voice alone');
  });
};

/** Messages in other words. */
export const clientReadingCases: Cases = (it) => {
  translating(it);
  hearing(it);
};
