import type { Credentials, EngineBatch, RoomChange } from '../../../core/engine/index.js';
import type { Content } from '../../../core/model/index.js';
import { guestCredentials, tencent } from '../../../engines/tencent/index.js';
import { Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { equal, ok, refusal, until } from '../../contracts/engine/check.js';

const { credentials } = tencentHarness(async () => undefined);

/** Above those of other files: one SDK of an app on a page. */
let apps = 1_398_000_000;
const ROOM = 'live';
/** Bits of what an app buys for live rooms: what was said of late, who is there, bans, counters. */
const WARES = [2, 6, 11, 15];

const device = async (peer: Peer, who: string | Credentials) => {
  const engine = tencent({ sdkAppId: ++apps, proxyServer: peer.address });
  const told: EngineBatch[] = [];
  engine.subscribe((batch) => told.push(batch));
  const known = typeof who === 'string' ? credentials(who) : who;
  const connect = () => engine.connect(known, { device: { id: `device-${apps}`, class: 'web' } });
  await connect();
  const events = () => told.flatMap((batch) => batch.events);
  const changes = (): RoomChange[] => events().flatMap((one) => (one.type === 'rooms' ? one.changed : []));
  const words = () => changes().flatMap(({ messages = [] }) => messages.map(({ content }) => content.text));
  const say = (text: string) =>
    engine.messages.send({
      clientId: crypto.randomUUID(),
      conversationId: `room:${ROOM}`,
      content: { kind: 'text', text } as unknown as Content,
    });
  const lost = () => events().some(({ type }) => type === 'disconnected');
  return { engine, connect, changes, words, say, lost };
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
