import Chat from '@tencentcloud/chat/index.es.js';
import type { EngineBatch, IncomingMessage } from '../../../core/engine/index.js';
import type { Content, ConversationId, FileRef } from '../../../core/model/index.js';
import { tencent } from '../../../engines/tencent/index.js';
import { Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { equal, until } from '../../contracts/engine/check.js';

const { credentials } = tencentHarness(async () => undefined);

/** Apart from those of other files: one SDK of an app on a page. */
let apps = 1_396_000_000;

interface Raw {
  readonly ID: string;
  readonly type: string;
  readonly payload: { readonly [name: string]: unknown };
}
/** What of the vendor's SDK other clients use. */
interface Sdk {
  createTextMessage(draft: object): Raw;
  createCustomMessage(draft: object): Raw;
  createMergerMessage(draft: object): Raw;
  sendMessage(message: Raw): Promise<unknown>;
  downloadMergerMessage(message: Raw): Promise<Raw>;
  findMessage(id: string): Raw | null;
}

/** An engine, and the SDK under it, as another client has it. */
const device = async (peer: Peer, user: string) => {
  let sdk: Sdk | undefined;
  const create = (options: object) => {
    const made = (Chat as unknown as { create(options: object): Sdk }).create(options);
    sdk = made;
    return made;
  };
  const own = async () => ({ default: { create } });
  const engine = tencent({ sdkAppId: ++apps, proxyServer: peer.address, sdk: own });
  const told: EngineBatch[] = [];
  engine.subscribe((batch) => told.push(batch));
  await engine.connect(credentials(user), { device: { id: `device-${apps}`, class: 'web' } });
  const messages = (): IncomingMessage[] =>
    told.flatMap(({ events }) => events.flatMap((one) => (one.type === 'messages' ? one.messages : [])));
  const bundle = () => until('a bundle', () => messages().find(({ content }) => content.kind === 'merged'));
  return { engine, sdk: sdk as unknown as Sdk, bundle };
};

type Device = Awaited<ReturnType<typeof device>>;

const where = { to: 'bob', conversationType: 'C2C' };
const conversationId = 'direct:bob' as ConversationId;

const both = async (run: (mine: Device, theirs: Device) => Promise<void>) => {
  const peer = await Peer.start();
  await peer.act('import', { user: 'bob' });
  const [mine, theirs] = [await device(peer, 'ann'), await device(peer, 'bob')];
  try {
    await run(mine, theirs);
  } finally {
    await Promise.all([mine.engine.disconnect(), theirs.engine.disconnect()]);
  }
};

/** Made and sent by the vendor's own SDK; the last of them is a bundle itself. */
const theirOwn = async ({ sdk }: Pick<Device, 'sdk'>, texts: readonly string[]): Promise<void> => {
  const said = texts.map((text) => sdk.createTextMessage({ ...where, payload: { text } }));
  for (const one of said) await sdk.sendMessage(one);
  const card = { title: 'Theirs', abstractList: ['ann: one', 'ann: two'], compatibleText: 'A talk' };
  const inner = sdk.createMergerMessage({ ...where, payload: { ...card, messageList: said.slice(0, 1) } });
  await sdk.sendMessage(inner);
  const payload = { ...card, messageList: [...said, inner] };
  await sdk.sendMessage(sdk.createMergerMessage({ ...where, payload }));
};

const wordsOf = (messages: unknown) =>
  (messages as readonly { senderId: string; content: { kind: string; text?: string; messages?: unknown } }[]).map(
    ({ senderId, content }): unknown => [senderId, content.text ?? wordsOf(content.messages)],
  );

const newest = async ({ engine }: Pick<Device, 'engine'>): Promise<IncomingMessage> =>
  (await engine.messages.history('direct:ann', {})).items.at(-1) as IncomingMessage;

const contents = async ({ engine }: Pick<Device, 'engine'>, file: unknown) => {
  const { blob } = await engine.media.url(file as FileRef);
  return JSON.parse((await blob?.text()) ?? '{}').messages;
};

describe('bundles of messages, by way of the SDK', () => {
  it('of another client are read whole', async () => {
    await both(async (mine, theirs) => {
      await theirOwn(mine, ['one', 'two']);
      const { title, abstracts, messages, count } = (await newest(theirs)).content;
      equal([title, abstracts, count], ['Theirs', ['ann: one', 'ann: two'], 3], 'card');
      equal(
        wordsOf(messages),
        [
          ['ann', 'one'],
          ['ann', 'two'],
          ['ann', [['ann', 'one']]],
        ],
        'messages',
      );
    });
  });

  it('of another client that are too large to travel are fetched when they are opened', async () => {
    await both(async (mine, theirs) => {
      const long = Array.from({ length: 4 }, (_, n) => `${n} ${'long words '.repeat(400)}`.trim());
      await theirOwn(mine, long);
      const outer = await newest(theirs);
      equal([outer.content.title, outer.content.messages], ['Theirs', undefined], 'card');
      equal(
        wordsOf(await contents(theirs, outer.content.file)),
        [...long.map((text) => ['ann', text]), ['ann', [['ann', long[0]]]]],
        'messages',
      );
    });
  });

  it('of ours are the vendor’s own, also those that are too large, and go on to others as they are', async () => {
    await both(async (mine, theirs) => {
      const long = Array.from({ length: 5 }, (_, n) => `${n} ${'long words '.repeat(400)}`.trim());
      const messages = long.map((text, n) => ({
        ...{ senderId: `u${n}`, name: `Name ${n}`, sentAt: 1_700_000_000_123 + n },
        content: { kind: 'text', text },
      }));
      const content = { kind: 'merged', title: 'Ours', abstracts: ['one'], count: 5, messages } as unknown as Content;
      const send = (one: Content) =>
        mine.engine.messages.send({ clientId: crypto.randomUUID(), conversationId, content: one });
      const { serverId } = await send(content);
      const told = await theirs.bundle();
      const { file, ...card } = told.content;
      equal(card, { kind: 'merged', title: 'Ours', abstracts: ['one'], count: 5 }, 'card');
      equal(await contents(theirs, file), messages, 'messages');
      const raw = await theirs.sdk.downloadMergerMessage(theirs.sdk.findMessage(serverId) as Raw);
      equal(
        [raw.type, (raw.payload.messageList as readonly { nick: string }[]).map(({ nick }) => nick)],
        ['TIMRelayElem', messages.map(({ name }) => name)],
        'for another client',
      );
      const again = await send(told.content as unknown as Content);
      const { items } = await theirs.engine.messages.history('direct:ann', {});
      equal(items.find((one) => one.serverId === again.serverId)?.content, told.content, 'sent on');
    });
  });
});
