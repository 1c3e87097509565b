import Chat from '@tencentcloud/chat/index.es.js';
import { tencent } from '../../../engines/tencent/index.js';
import { Peer } from '../../conformance/tencent-harness.js';
import { equal, refusal, until } from '../../contracts/engine/check.js';
import { credentials, device, freshApp } from './device.js';

/** What of the vendor's SDK is listened to. */
interface Listening {
  on(name: string, hear: (event: object) => void): void;
}

type Device = Awaited<ReturnType<typeof device>>;

const say = ({ engine }: Device, text: string, mentions?: { readonly users: readonly string[] }) =>
  engine.messages.send({
    ...{ clientId: crypto.randomUUID(), conversationId: 'channel:tea/general' },
    ...{ content: { kind: 'text', text }, ...(mentions && { mentions }) },
  } as Parameters<typeof engine.messages.send>[0]);

const row = async ({ engine }: Device) =>
  (await engine.spaces.channels('tea')).rows.find(({ id }) => id === 'channel:tea/general');

const tea = async (peer: Peer, ...others: readonly string[]): Promise<Device[]> => {
  const devices: Device[] = [];
  for (const user of ['ann', ...others]) devices.push(await device(peer, user));
  const [ann] = devices as [Device];
  await ann.engine.spaces.create('tea', { name: 'Tea', members: others });
  await ann.engine.spaces.createChannel('tea', 'general', { name: 'General' });
  return devices;
};

const end = (devices: readonly Device[]) => Promise.all(devices.map(({ engine }) => engine.disconnect()));

describe('spaces by way of the SDK', () => {
  it('hold reactions, deletions and who is named, each told in its channel', async () => {
    const peer = await Peer.start();
    const devices = await tea(peer, 'bob');
    const [ann, bob] = devices as [Device, Device];
    try {
      await bob.engine.spaces.list();
      await bob.engine.spaces.channels('tea');
      await say(ann, 'one');
      const { serverId } = await say(ann, '@bob', { users: ['bob'] });
      await until('him to be told', () => bob.events('messages').flatMap(({ messages }) => messages).length === 2);
      const { items } = await bob.engine.messages.history('channel:tea/general', {});
      equal(
        items.map(({ content }) => content.text),
        ['one', '@bob'],
        'history',
      );
      const named = items[1] as (typeof items)[number];
      const held = { ...named, id: 'm', own: false, delivery: { state: 'sent' } } as never;
      await bob.engine.reactions.react(held, '👍', true);
      const reacted = () => ann.events('message-changes').flatMap(({ changes }) => changes);
      await until('her to hear of it', () => reacted().some(({ what }) => what === 'reacted'));
      const last = await row(bob);
      equal([last?.unread, last?.mentions?.map((one) => one.serverId)], [2, [serverId]], 'his row');
      await bob.engine.conversations.markRead('channel:tea/general', named);
      equal([(await row(bob))?.unread, (await row(bob))?.mentions], [0, []], 'his row, read');
      await bob.engine.deletion.delete('channel:tea/general', [held]);
      const left = await bob.engine.messages.history('channel:tea/general', {});
      equal(
        left.items.map(({ content }) => content.text),
        ['one'],
        'what he kept',
      );
    } finally {
      await end(devices);
    }
  });

  it('are named no more after a lost line, to who was put out meanwhile', async () => {
    const peer = await Peer.start();
    const devices = await tea(peer, 'bob');
    const [ann, bob] = devices as [Device, Device];
    try {
      const ids = async () => (await bob.engine.spaces.list()).items.map(({ id }) => id);
      equal(await ids(), ['tea'], 'before');
      await peer.act('drop');
      await until('him to lose his line', () => bob.events('disconnected').length > 0);
      await peer.act('restore');
      await until('her line', () =>
        ann.connect().then(
          () => true,
          () => false,
        ),
      );
      await ann.engine.spaces.kick('tea', ['bob']);
      await until('his line', () =>
        bob.connect().then(
          () => true,
          () => false,
        ),
      );
      equal(await ids(), [], 'after');
    } finally {
      await end(devices);
    }
  });

  it('are disabled where the app has not bought communities, or not switched them on', async () => {
    for (const options of [{ unbought: [3] }, { withoutCommunities: true }]) {
      const peer = await Peer.start(options);
      const ann = await device(peer, 'ann');
      try {
        await refusal(ann.engine.spaces.list(), 'unsupported');
        for (const action of ['spaces', 'create-space'] as const) equal(ann.engine.can(action), 'disabled', action);
        equal((await ann.engine.settings.get()).notify?.spaces, {}, 'levels');
        equal((await ann.engine.conversations.list({})).items, [], 'the list');
      } finally {
        await end([ann]);
      }
    }
  });

  it('whose topics the SDK tells of in a way that nobody can read are reported, and nothing is thrown', async () => {
    const peer = await Peer.start();
    const hears = new Map<string, (event: object) => void>();
    const create = (options: object) => {
      const made = (Chat as unknown as { create(options: object): Listening }).create(options);
      const { on } = made;
      made.on = (name, hear) => {
        hears.set(name, hear);
        on.call(made, name, hear);
      };
      return made;
    };
    const reports: string[] = [];
    const report = (what: string) => void reports.push(what);
    const own = async () => ({ default: { create } });
    const engine = tencent({ sdkAppId: freshApp(), proxyServer: peer.address, sdk: own, report });
    await engine.connect(credentials('ann'), { device: { id: 'device-ann', class: 'web' } });
    try {
      const topic = {
        get topicID(): string {
          throw new Error('no id');
        },
      };
      hears.get('onTopicUpdated')?.({ data: { topic } });
      await until('a report', () => reports.length > 0);
      equal(reports, ['broken onTopicUpdated: no id']);
    } finally {
      await engine.disconnect();
    }
  });
});
