import type { PresenceFacet } from '../../../core/engine/index.js';
import type { UserId } from '../../../core/model/index.js';
import type { Actor } from './actor.js';
import type { Cases } from './cases.js';
import { equal, quiet, until } from './check.js';

const facetOf = ({ engine }: Actor): PresenceFacet | undefined =>
  engine.presence && engine.can('presence') === 'available' ? engine.presence : undefined;

/** What an actor was told of somebody, the newest last. */
const told = (who: Actor, of: UserId) =>
  who.events('presence').flatMap(({ presences }) => presences.filter(({ userId }) => userId === of));

const becomes = (who: Actor, of: UserId, state: string) =>
  who.event('presence', ({ presences }) => presences.some((one) => one.userId === of && one.state === state));

/** Asked again and again until it is so. */
const comes = async (what: string, ask: () => Promise<boolean>): Promise<void> => {
  let so = false;
  let asking = false;
  await until(what, () => {
    if (!so && !asking) {
      asking = true;
      ask()
        .then((answer) => {
          so = answer;
        })
        .finally(() => {
          asking = false;
        });
    }
    return so;
  });
};

export const presenceCases: Cases = (it) => {
  it('presence.get', 'online, gone, and when somebody was here last where he lets it', async (world, unsupported) => {
    const [ann, bob, cat] = (await world.people('ann', 'bob', 'cat')) as [Actor, Actor, Actor];
    const facet = facetOf(ann);
    if (!facet) return unsupported();
    const ghost = world.person('ghost');
    const state = async (id: UserId) => (await facet.get([id]))[0];
    equal(
      (await facet.get([bob.id, ghost])).map((one) => one.state),
      ['online', 'offline'],
    );
    if (cat.engine.can('privacy') === 'available') await cat.engine.settings?.set({ privacy: { lastSeen: false } });
    await Promise.all([bob.engine.disconnect(), cat.engine.disconnect()]);
    if (world.harness.without?.includes('last-seen')) {
      await comes('bob to be gone', async () => (await state(bob.id))?.state === 'offline');
      equal((await state(bob.id))?.lastSeen, undefined, 'when he was here');
      return;
    }
    await comes('bob to be gone', async () => (await state(bob.id))?.lastSeen !== undefined);
    await comes('cat to be gone', async () => (await state(cat.id))?.state === 'offline');
    const last = await state(bob.id);
    equal([last?.state, typeof last?.lastSeen], ['offline', 'number'], 'who lets it be seen');
    equal([(await state(cat.id))?.state, (await state(cat.id))?.lastSeen], ['offline', undefined], 'who does not');
    equal((await state(ghost))?.lastSeen, undefined, 'nobody');
  });

  it('presence.subscribe', 'changes of those who are watched, until they are not', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const facet = facetOf(ann);
    if (!facet) return unsupported();
    const many = Array.from({ length: 100 }, (_, n) => `nobody-${n}`);
    const first = await facet.watch([bob.id, ...many]);
    equal(first.find(({ userId }) => userId === bob.id)?.state, 'online', 'at once');
    const phone = await world.join(bob);
    await phone.engine.disconnect();
    await bob.engine.disconnect();
    await becomes(ann, bob.id, 'offline');
    const before = told(ann, bob.id).length;
    const back = await world.join(bob.id);
    await becomes(ann, bob.id, 'online');
    equal(told(ann, bob.id).length, before + 1, 'each change once');
    equal(told(eve, bob.id), [], 'who watches nobody');
    await facet.watch([eve.id]);
    const heard = told(ann, bob.id).length;
    await back.engine.disconnect();
    await quiet();
    equal(told(ann, bob.id).length, heard, 'who is watched no more');
  });

  it('presence.set-self', 'own words, away by wish and when all devices are left alone', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const facet = facetOf(ann);
    const set = bob.engine.presence?.set;
    if (!facet || !set || bob.engine.can('set-presence') !== 'available') return unsupported();
    await facet.watch([bob.id]);
    await set({ words: 'At lunch', away: true });
    await becomes(ann, bob.id, 'away');
    equal(told(ann, bob.id).at(-1)?.words, 'At lunch', 'words');
    const phone = await world.join(bob);
    await set({ words: null, away: false });
    await becomes(ann, bob.id, 'online');
    if (world.harness.without?.includes('idle-devices')) {
      equal(told(ann, bob.id).at(-1)?.words, undefined, 'words that were taken back');
      return;
    }
    await set({ idle: true });
    equal((await facet.get([bob.id]))[0]?.state, 'online', 'one device of two');
    await phone.engine.presence?.set?.({ idle: true });
    await until('both to be idle', () => told(ann, bob.id).at(-1)?.state === 'away');
    equal(told(ann, bob.id).at(-1)?.words, undefined, 'words that were taken back');
    await set({ idle: false });
    await until('somebody to be there', () => told(ann, bob.id).at(-1)?.state === 'online');
  });
};
