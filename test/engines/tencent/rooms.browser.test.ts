import type { Credentials, RoomChange } from '../../../core/engine/index.js';
import type { Content } from '../../../core/model/index.js';
import { guestCredentials } from '../../../engines/tencent/index.js';
import { Peer } from '../../conformance/tencent-harness.js';
import { equal, ok, refusal, until } from '../../contracts/engine/check.js';
import { device as signedIn } from './device.js';

const ROOM = 'live';
/** Bits of what an app buys for live rooms: what was said of late, who is there, bans, counters. */
const WARES = [2, 6, 11, 15];

const device = async (peer: Peer, who: string | Credentials) => {
  const { engine, connect, told, events } = await signedIn(peer, who);
  const changes = (): RoomChange[] => events('rooms').flatMap((one) => one.changed);
  const words = () => changes().flatMap(({ messages = [] }) => messages.map(({ content }) => content.text));
  const say = (text: string) =>
    engine.messages.send({
      clientId: crypto.randomUUID(),
      conversationId: `room:${ROOM}`,
      content: { kind: 'text', text } as unknown as Content,
    });
  const lost = () => events('disconnected').length > 0;
  return { engine, connect, events: () => told, changes, words, say, lost };
};

type Device = Awaited<ReturnType<typeof device>>;

/** Connected again, or still. */
const back = ({ connect }: Device): Promise<unknown> => {
  let up = false;
  const attempt = (): void => {
    connect().then(
      () => {
        up = true;
      },
      (error) => {
        up = error.code === 'conflict';
        if (!up) setTimeout(attempt, 50);
      },
    );
  };
  attempt();
  return until('the line to be back', () => up);
};

const withDevices = async (
  options: Readonly<Record<string, unknown>>,
  run: (make: (who: string | Credentials) => Promise<Device>, peer: Peer) => Promise<void>,
) => {
  const peer = await Peer.start(options);
  const made: Device[] = [];
  try {
    await run(async (who) => {
      const one = await device(peer, who);
      made.push(one);
      return one;
    }, peer);
  } finally {
    await Promise.all(made.map(({ engine }) => engine.disconnect()));
  }
};

describe('live rooms by way of the SDK', () => {
  it('lose nothing with the line where the app has bought nothing for them, and offer what it has not bought to nobody', () =>
    withDevices({ unbought: WARES }, async (make, peer) => {
      const [ann, bob] = [await make('ann'), await make('bob')];
      await ann.engine.rooms.join(ROOM, { create: { name: 'Live' } });
      await ann.say('early');
      equal((await bob.engine.rooms.join(ROOM, {})).messages, [], 'what was said before');
      await ann.say('before');
      await until('him to hear', () => bob.words().includes('before'));
      const after = bob
        .changes()
        .flatMap(({ messages = [] }) => messages)
        .at(-1)?.order;
      for (const action of ['like', 'kick', 'ban'] as const)
        await until(action, () => ann.engine.can(action, `room:${ROOM}`, { role: 'owner' }) === 'disabled');
      await peer.act('drop');
      await until('the lines to be lost', () => ann.lost() && bob.lost());
      await peer.act('restore');
      await back(ann);
      await ann.engine.rooms.join(ROOM, { more: true });
      await ann.say('missed');
      await bob.connect();
      const entry = await bob.engine.rooms.join(ROOM, { after, more: true });
      equal(entry.gap, undefined, 'a gap');
      await ann.say('after');
      const heard = () => [...entry.messages.map(({ content }) => content.text), ...bob.words().slice(1)];
      await until('him to hear again', () => heard().includes('after'));
      equal(heard(), ['missed', 'after']);
    }));

  it('say that something is missing to a device that comes later, where it was not bought what was said', () =>
    withDevices({ unbought: WARES }, async (make) => {
      const [ann, bob] = [await make('ann'), await make('bob')];
      await ann.engine.rooms.join(ROOM, { create: {} });
      const { order } = await ann.say('before');
      await ann.say('missed');
      const entry = await bob.engine.rooms.join(ROOM, { after: order });
      equal([entry.gap, entry.messages], [true, []]);
    }));

  it('are heard by who has not signed in, again after the line was lost, and nothing else is done by him', () =>
    withDevices({}, async (make, peer) => {
      const [ann, guest] = [await make('ann'), await make(guestCredentials())];
      await ann.engine.rooms.join(ROOM, { create: {} });
      const entry = await guest.engine.rooms.join(ROOM, {});
      equal([entry.online, entry.standing], [2, { locked: 'closed' }]);
      await ann.say('one');
      await until('the guest to hear', () => guest.words().includes('one'));
      equal((await guest.engine.conversations.list({})).items, []);
      ok((await guest.engine.ping()) > 0, 'a sign of life');
      for (const action of ['send', 'create-group', 'contacts'] as const)
        equal(guest.engine.can(action), 'unavailable', action);
      await peer.act('cut');
      await until('the lines to be lost', () => guest.lost());
      await back(guest);
      await guest.engine.rooms.join(ROOM, { more: true });
      await back(ann);
      await ann.say('two');
      await until('the guest to hear again', () => guest.words().includes('two'));
    }));

  it('go on being heard by who comes in once more and is not let in, with what was said meanwhile', () =>
    withDevices({}, async (make, peer) => {
      const [ann, bob, cem] = [await make('ann'), await make('bob'), await make('cem')];
      await ann.engine.rooms.join(ROOM, { create: {} });
      for (const { engine } of [bob, cem]) await engine.rooms.join(ROOM, {});
      const all = [{ what: 'freeze', user: 'bob', commands: ['get_group_public_info'] }];
      await peer.act('trouble', { all });
      const stop = new AbortController();
      const refused = refusal(bob.engine.rooms.join(ROOM, { signal: stop.signal }), 'aborted');
      await ann.say('meanwhile');
      await until('another to hear', () => cem.words().includes('meanwhile'));
      stop.abort();
      await refused;
      await ann.say('after');
      await until('him to hear', () => bob.words().includes('after'));
      equal(bob.words(), ['meanwhile', 'after']);
      await peer.act('trouble', { all: [] });
      await ann.engine.rooms.destroy(ROOM);
      await until('the end', () => bob.changes().some(({ ended }) => ended?.why === 'destroyed'));
    }));

  it('tell who comes in once more what was said of late, his own too, without what was taken back', () =>
    withDevices({ unbought: WARES }, async (make) => {
      const [ann, bob] = [await make('ann'), await make('bob')];
      await ann.engine.rooms.join(ROOM, { create: {} });
      await bob.engine.rooms.join(ROOM, {});
      await ann.say('one');
      await bob.say('two');
      const own = { ...(await bob.say('not so')), conversationId: `room:${ROOM}`, senderId: 'bob', own: true };
      await bob.engine.recall.recall(own as never);
      const three = { ...(await ann.say('three')), conversationId: `room:${ROOM}`, senderId: 'ann', own: true };
      await until('him to hear', () => bob.words().includes('three'));
      await ann.engine.recall.recall(three as never);
      const gone = () => bob.changes().flatMap(({ recalled = [] }) => recalled.map((one) => one.serverId));
      await until('him to hear of it', () => gone().includes(three.serverId));
      const said = async (recent: number) =>
        (await bob.engine.rooms.join(ROOM, { recent })).messages.map(({ content }) => content.text);
      equal([await said(10), await said(1), await said(-1)], [['one', 'two'], ['two'], []]);
      await ann.say('four');
      await until('him to hear on', () => bob.words().includes('four'));
      equal(bob.words(), ['one', 'three', 'four']);
    }));

  it('are over for who leaves, also where the service does not take it: nothing of them is a group’s', () =>
    withDevices({}, async (make, peer) => {
      const [ann, bob, cem] = [await make('ann'), await make('bob'), await make('cem')];
      await ann.engine.rooms.join(ROOM, { create: {} });
      for (const { engine } of [bob, cem]) await engine.rooms.join(ROOM, {});
      await peer.act('fail', { user: 'bob', command: 'quit_group', code: 10_002 });
      await bob.engine.rooms.leave(ROOM);
      equal((await bob.engine.rooms.list(undefined)).items, []);
      for (const text of ['one', 'two', 'three']) {
        await ann.say(text);
        await until('another to hear', () => cem.words().includes(text));
      }
      await bob.engine.rooms.join(ROOM, { recent: -1 });
      await ann.say('four');
      await until('him to hear again', () => bob.words().includes('four'));
      equal(bob.words(), ['four']);
      const told = bob.events().filter(({ type }) => type === 'messages' || type === 'conversations');
      equal(JSON.stringify(told).includes(`group:${ROOM}`), false, JSON.stringify(told));
    }));

  it('are no other groups: these are neither come into by the way, nor found', () =>
    withDevices({}, async (make) => {
      const [ann, bob] = [await make('ann'), await make('bob')];
      await ann.engine.groups.create({ id: 'club', name: 'Club', type: 'meeting' });
      for (const asked of [{}, { create: {} }])
        equal((await refusal(bob.engine.rooms.join('club', asked))).code, asked.create ? 'conflict' : 'not-found');
      await refusal(ann.engine.rooms.info('club'), 'not-found');
      equal((await bob.engine.rooms.list('club')).items, []);
      equal((await bob.engine.groups.mine?.({}))?.items, []);
    }));

  it('end on a device whose room is dismissed, or that signs out', () =>
    withDevices({}, async (make) => {
      const [ann, bob] = [await make('ann'), await make('bob')];
      await ann.engine.rooms.join(ROOM, { create: {} });
      await bob.engine.rooms.join(ROOM, {});
      await ann.engine.rooms.destroy(ROOM);
      for (const { changes } of [ann, bob])
        await until('the end', () => changes().some(({ ended }) => ended?.why === 'destroyed'));
      await ann.engine.rooms.join('another', { create: {} });
      await ann.engine.disconnect();
      await ann.connect();
      equal((await ann.engine.rooms.list(undefined)).items, [], 'rooms after signing in anew');
    }));
});
