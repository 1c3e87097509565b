import type { Providers } from '../../../core/client/providers.js';
import { direct, pair } from './acting.js';
import type { Cases } from './cases.js';
import { equal, ok } from './check.js';
import { inState, say, seen, sit } from './client-world.js';

export const clientPeopleCases: Cases = (it) => {
  it('contacts.search', 'in names, remarks and ids, letter case and accents aside', async (world, unsupported) => {
    const { ann, bob, mine, theirs } = await pair(world);
    if (mine.can('request-contact') !== 'available') return unsupported();
    await theirs.settings.set({ contacts: { accept: 'anyone' } });
    await theirs.users.update({ name: 'Zoë Bauer' });
    await mine.contacts.load();
    equal(await mine.contacts.add(bob, { remark: 'the Postman' }), 'added');
    await seen(mine, 'him in the list', () => mine.store.list('contacts').includes(bob));
    for (const words of ['ZOE', 'bauer', 'postm', bob]) equal(await mine.contacts.search(words), [bob], words);
    equal(await mine.contacts.search('nobody at all'), []);
    ok(ann !== bob, 'two people');
  });

  it(
    'contacts.list',
    'the store holds it, keeps it true, and reads it again after a full sync',
    async (world, unsupported) => {
      const { ann, bob, mine, theirs } = await pair(world);
      if (mine.can('request-contact') !== 'available') return unsupported();
      await Promise.all([mine.contacts.load(), theirs.contacts.load(), theirs.contacts.moreRequests()]);
      equal(await mine.contacts.add(bob, { groups: ['Work'] }), 'pending');
      const id = await seen(theirs, 'the request', () => theirs.store.list('contact-requests')[0]);
      equal(theirs.store.get('contact-request', id)?.read, false, 'read');
      await theirs.contacts.accept(id, { remark: 'Annie' });
      await seen(mine, 'him in the list', () => mine.store.list('contacts').includes(bob));
      await seen(theirs, 'her in his', () => theirs.store.get('contact', ann)?.remark === 'Annie');
      equal(mine.store.list('contact-groups'), ['Work'], 'groups');
      const outcomes = await mine.contacts.remove([bob]);
      equal(outcomes.get(bob), 'removed');
      await seen(theirs, 'her gone', () => !theirs.store.list('contacts').includes(ann));
    },
  );

  it(
    'presence.subscribe',
    'counted, kept true over a lost connection, forgotten at the end',
    async (world, unsupported) => {
      const { ann, bob, mine, theirs, mySeat } = await pair(world);
      if (mine.can('presence') !== 'available') return unsupported();
      const state = () => mine.store.get('presence', bob)?.state;
      const [one, two] = [mine.presence.watch([bob]), mine.presence.watch([bob, ann])];
      await seen(mine, 'him online', () => state() === 'online');
      one();
      await theirs.presence.set({ words: 'At tea', away: true });
      await seen(mine, 'him away', () => state() === 'away' && mine.store.get('presence', bob)?.words === 'At tea');
      mySeat.network.value = false;
      await inState(mine, 'offline');
      await seen(mine, 'nothing of him', () => state() === undefined);
      await theirs.presence.set({ away: false });
      mySeat.network.value = true;
      await seen(mine, 'him online again', () => state() === 'online');
      two();
      await seen(mine, 'nobody', () => state() === undefined);
    },
  );

  it(
    'blocklist',
    'a message to who does not want it fails with its words kept, and goes when he lets it',
    async (world, unsupported) => {
      const { ann, bob, toAnn, mine, theirs } = await pair(world);
      if (mine.can('block') !== 'available') return unsupported();
      await mine.blocklist.load();
      equal((await mine.blocklist.add([bob])).get(bob), 'blocked');
      await seen(mine, 'him blocked', () => mine.store.list('blocked').includes(bob));
      const id = await say(theirs, toAnn, 'hello?');
      const failed = await seen(theirs, 'the refusal', () => {
        const row = theirs.store.get('message', id);
        return row?.delivery.state === 'failed' ? row : undefined;
      });
      equal(failed.delivery.state === 'failed' && failed.delivery.code, 'blocked');
      equal(theirs.store.get('conversation', toAnn)?.standing?.locked, 'blocked', 'the composer knows');
      await mine.blocklist.remove([bob]);
      await theirs.messages.retry(id);
      await seen(theirs, 'it sent', () => theirs.store.get('message', id)?.delivery.state === 'sent');
      ok(ann !== bob, 'two people');
    },
  );

  it(
    'host.providers',
    'the page knows better, is asked again when told to, and its faults are its own',
    async (world, unsupported) => {
      if (world.harness.engine().can('create-group') === 'unsupported') return unsupported();
      const [ann, bob, ghost] = [world.person('ann'), world.person('bob'), world.person('ghost')];
      let round = 0;
      const providers: Providers = {
        users: async (ids) => ids.map((id) => ({ id, name: `Page ${id} ${round}` })),
        contacts: async () => [{ userId: ghost, remark: 'of the page' }],
        groups: async () => {
          throw new Error('the page is broken');
        },
      };
      const theirs = await sit(world, bob);
      await theirs.client.users.update({ name: 'Bob of the hub', status: 'here' });
      const { client, log } = await sit(world, ann, { providers });
      const [found] = await client.users.get([bob]);
      equal([found?.name, found?.status], [`Page ${bob} 0`, 'here'], 'the page over the back end');
      equal((await client.users.get([ghost]))[0]?.name, `Page ${ghost} 0`, 'whom the back end does not know');
      round = 1;
      equal((await client.users.get([bob]))[0]?.name, `Page ${bob} 0`, 'cached');
      await client.users.refresh([bob]);
      equal((await client.users.get([bob]))[0]?.name, `Page ${bob} 1`, 'asked again');
      // What the back end tells unasked does not undo it. Some tell it of contacts alone.
      if (world.harness.without?.includes('told-profiles')) {
        await theirs.client.settings.set({ contacts: { accept: 'anyone' } });
        await client.contacts.load();
        equal(await client.contacts.add(bob), 'added');
        await seen(client, 'him among the contacts', () => client.store.list('contacts').includes(bob));
      }
      await say(theirs.client, direct(ann), 'hello');
      await theirs.client.users.update({ status: 'gone' });
      const told = await seen(client, 'his new status', () => {
        const user = client.store.get('user', bob);
        return user?.status === 'gone' ? user : undefined;
      });
      equal(told.name, `Page ${bob} 1`, 'after an event');
      await client.contacts.load();
      equal(client.store.get('contact', ghost)?.remark, 'of the page', 'contacts of the page');
      const group = await theirs.client.groups.create({ name: 'Tea', members: [ann] });
      await client.groups.get([group.slice('group:'.length)]);
      equal(client.store.get('group', group.slice('group:'.length))?.name, 'Tea', 'a broken provider is left out');
      ok(
        log.some(({ event, detail }) => event === 'provider-failed' && detail?.what === 'groups'),
        'and logged',
      );
    },
  );

  it(
    'host.providers',
    "spaces of the page fill what the back end does not know: one's own role stays, and the page's own stand beside",
    async (world) => {
      const ann = world.person('ann');
      const [id, own] = [`tea-${ann}`.slice(0, 60), `own-${ann}`.slice(0, 60)];
      let introduction = 'Of the page';
      const providers: Providers = {
        spaces: async () => [
          { id: own, name: 'Of the page alone' },
          { id, name: 'Not its name', role: 'member', unread: 7, introduction },
        ],
      };
      const { client } = await sit(world, ann, { providers });
      const known = client.can('create-space') === 'available';
      if (known) await client.spaces.create({ id, name: 'Tea' });
      await client.spaces.load();
      equal(client.store.list('spaces').length, 2, 'each once');
      equal(client.store.get('space', own)?.name, 'Of the page alone');
      const face = () => client.store.get('space', id);
      const said = () => [face()?.name, face()?.role, face()?.unread, face()?.introduction];
      equal(said(), known ? ['Tea', 'owner', 0, introduction] : ['Not its name', 'member', 0, introduction]);
      introduction = 'Asked again';
      await client.spaces.load();
      equal(face()?.introduction, introduction, 'asked again');
      if (!known) return;
      await client.spaces.update(id, { name: 'Green tea' });
      await seen(client, 'its new name', () => face()?.name === 'Green tea');
      equal(said(), ['Green tea', 'owner', 0, introduction], 'after an event');
    },
  );
};
