import type { Engine } from '../../../core/engine/index.js';
import type { Content, ConversationId } from '../../../core/model/index.js';
import { engineAt, Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { equal, refusal } from '../../contracts/engine/check.js';

const { credentials } = tencentHarness(async () => undefined);
/** More than a page of the service's. */
const NEWER = 20;
const ASKED_TOO_OFTEN = 60_007;

const signedIn = async (peer: Peer, user: string): Promise<Engine> => {
  const engine = engineAt(peer);
  await engine.connect(credentials(user), { device: { id: crypto.randomUUID(), class: 'web' } });
  return engine;
};

const write = (engine: Engine, conversationId: ConversationId, words: string, clientId: string, writtenAt?: number) =>
  engine.messages.send({
    ...{ clientId, conversationId, content: { kind: 'text', text: words } as unknown as Content },
    ...(writtenAt !== undefined && { writtenAt }),
  });

const many = async (engine: Engine, conversationId: ConversationId): Promise<void> => {
  for (let n = 0; n < NEWER; n++) await write(engine, conversationId, `newer ${n}`, crypto.randomUUID());
};

const timesIn = async (engine: Engine, id: ConversationId, words: string): Promise<number> => {
  const { items } = await engine.messages.history(id, { limit: 100 });
  return items.filter(({ content }) => content.text === words).length;
};

/** Ann, who sent one and has turned her page, and Bob. */
const turned = async (work: (of: { peer: Peer; ann: Engine; bob: Engine; before: Engine }) => Promise<void>) => {
  const peer = await Peer.start();
  await peer.act('import', { user: 'ann' });
  const bob = await signedIn(peer, 'bob');
  const before = await signedIn(peer, 'ann');
  const ann = await signedIn(peer, 'ann');
  try {
    await work({ peer, ann, bob, before });
  } finally {
    await Promise.all([ann, bob, before].map((one) => one.disconnect()));
  }
};

describe('a message that is sent again after its page was turned', () => {
  it('does not go before it is known whether it is there', () =>
    turned(async ({ peer, ann, bob, before }) => {
      const [clientId, to] = [crypto.randomUUID(), 'direct:bob' as ConversationId];
      const { serverId } = await write(before, to, 'once', clientId);
      for (const code of [ASKED_TOO_OFTEN, ASKED_TOO_OFTEN]) {
        await peer.act('fail', { command: 'getroammsg', code });
        await refusal(write(ann, to, 'once', clientId), 'too-many');
      }
      equal((await write(ann, to, 'once', clientId)).serverId, serverId, 'its id');
      equal(await timesIn(bob, 'direct:ann', 'once'), 1, 'times kept');
    }));

  it('is found in a group where much was said since', () =>
    turned(async ({ ann, bob, before }) => {
      const group = await before.groups?.create({ name: 'Busy', members: ['bob'] });
      const to = `group:${group?.id}` as ConversationId;
      const [clientId, writtenAt] = [crypto.randomUUID(), Date.now()];
      const { serverId } = await write(before, to, 'once', clientId, writtenAt);
      await many(bob, to);
      equal((await write(ann, to, 'once', clientId, writtenAt)).serverId, serverId, 'its id');
      equal(await timesIn(bob, to, 'once'), 1, 'times kept');
    }));

  it('is found between two, also when what was written later went first', () =>
    turned(async ({ ann, bob, before }) => {
      const to = 'direct:bob' as ConversationId;
      const [clientId, writtenAt] = [crypto.randomUUID(), Date.now()];
      const { serverId } = await write(before, to, 'once', clientId, writtenAt);
      await many(bob, 'direct:ann');
      // As if an hour had passed, in which nobody has to wait.
      await write(ann, to, 'later', crypto.randomUUID(), writtenAt + 3_600_000);
      equal((await write(ann, to, 'once', clientId, writtenAt)).serverId, serverId, 'its id');
      equal(await timesIn(bob, 'direct:ann', 'once'), 1, 'times kept');
    }));
});
