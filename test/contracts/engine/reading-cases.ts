import { type Actor, direct } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, refusal } from './check.js';
import { content, lacks, post, received, upload } from './sent.js';

/** Enough of a voice for a back end that looks at its name; no recogniser has to understand it. */
const voiceOf = async (who: Actor) =>
  content({ kind: 'voice', file: await upload(who, 'note.m4a', 'audio/mp4', 'a voice'), seconds: 2 });

/** Other words for what somebody wrote or said. */
export const readingCases: Cases = (it) => {
  it('translate', 'each text into the language asked for, in their order', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    const { translation } = ann.engine;
    if (!translation) return lacks(ann, 'translate', unsupported);
    equal(ann.engine.can('translate'), 'available');
    const texts = ['Good morning', 'How are you?', 'Good morning'];
    const words = await translation.translate(texts, { to: 'de' });
    equal(words.length, texts.length, 'how many');
    ok(
      words.every((one) => one.trim() !== ''),
      'each has words',
    );
    equal(words[0], words[2], 'the same of the same');
    ok(words[0] !== words[1], 'other words of others');
    equal(await translation.translate(texts, { to: 'de', from: 'en' }), words, 'from a language that is known');
    equal(await translation.translate([], { to: 'de' }), [], 'of none');
    ok((await translation.translate(texts.slice(0, 1), { to: 'fr-CA' }))[0] !== words[0], 'another language');
  });

  it('translate', 'refuses what is no text and what is no language', async (world, unsupported) => {
    const [ann] = (await world.people('ann')) as [Actor];
    const { translation } = ann.engine;
    if (!translation) return lacks(ann, 'translate', unsupported);
    await refusal(translation.translate(['  '], { to: 'de' }), 'invalid');
    equal((await refusal(translation.translate(['x'], { to: 'tlh' }), 'unsupported')).field, 'to');
    const stop = new AbortController();
    stop.abort();
    await refusal(translation.translate(['stopped'], { to: 'de' }, { signal: stop.signal }), 'aborted');
  });

  it('voice-to-text', "of one's own voice messages and of those of others", async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (!ann.engine.transcription || !bob.engine.transcription) return lacks(ann, 'transcribe', unsupported);
    equal(ann.engine.can('transcribe'), 'available');
    const mine = await post(ann, direct(bob), await voiceOf(ann));
    await received(bob, mine);
    const theirs = { ...mine, conversationId: direct(ann), own: false };
    const words = await ann.engine.transcription.transcribe(mine, { language: 'en' });
    ok(words.trim() !== '', 'words');
    equal(await bob.engine.transcription.transcribe(theirs, { language: 'en' }), words, 'there');
    ok((await bob.engine.transcription.transcribe(theirs)).trim() !== '', 'in whatever language');
  });

  it('voice-to-text', 'refuses texts and what cannot be seen', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    if (!ann.engine.transcription || !eve.engine.transcription) return lacks(ann, 'transcribe', unsupported);
    const text = await post(ann, direct(bob), 'only words');
    await refusal(ann.engine.transcription.transcribe(text), 'invalid');
    const voice = await post(ann, direct(bob), await voiceOf(ann));
    await refusal(eve.engine.transcription.transcribe({ ...voice, own: false }), 'not-found', 'forbidden');
  });
};
