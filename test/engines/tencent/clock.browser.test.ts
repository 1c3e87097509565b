import type { IncomingMessage } from '../../../core/engine/index.js';
import type { Message } from '../../../core/model/index.js';
import { tencent } from '../../../engines/tencent/index.js';
import { Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { equal, until } from '../../contracts/engine/check.js';

const { credentials } = tencentHarness(async () => undefined);

/** Of this file alone: one SDK of an app on a page. */
let apps = 1_394_200_000;

/** Beyond the end of an invitation, within the life of a token. */
const WRONG_MS = 600_000;

/** The clock of the page, for a while; the service has its own. */
const withClock = async (offset: number, work: () => Promise<void>): Promise<void> => {
  const Right = globalThis.Date;
  class Wrong extends Right {
    constructor(...given: [] | [string | number | Date]) {
      super(given.length === 0 ? Right.now() + offset : given[0]);
    }
    static override now(): number {
      return Right.now() + offset;
    }
  }
  globalThis.Date = Wrong as DateConstructor;
  try {
    await work();
  } finally {
    globalThis.Date = Right;
  }
};

describe('an invitation on Tencent', () => {
  it('rings by the clock of the service, whatever that of the device says', async () => {
    for (const offset of [WRONG_MS, -WRONG_MS]) {
      const peer = await Peer.start();
      await withClock(offset, async () => {
        const [ann, bob] = ['ann', 'bob'].map(() => tencent({ sdkAppId: ++apps, proxyServer: peer.address }));
        if (!ann || !bob) return;
        const heard: IncomingMessage[] = [];
        bob.subscribe(({ events }) => {
          for (const event of events) if (event.type === 'messages') heard.push(...event.messages);
        });
        for (const [user, engine] of Object.entries({ ann, bob }))
          await engine.connect(credentials(user), { device: { id: `device-${user}`, class: 'web' } });
        try {
          const clientId = crypto.randomUUID();
          await ann.signals.invite({ clientId, conversationId: 'direct:bob', seconds: 60 });
          const told = await until('the invitation', () => heard.find(({ content }) => content.kind === 'signal'));
          equal(told.content.state, 'ringing', 'as told');
          const { items } = await bob.messages.history('direct:ann', {});
          equal(items.at(-1)?.content.state, 'ringing', 'in the history');
          await bob.signals.answer({ ...told, id: clientId } as unknown as Message, true);
          const answered = (await bob.messages.history('direct:ann', {})).items.at(-1)?.content ?? { kind: '' };
          equal(answered.state, 'accepted', 'once answered');
          const late = Math.abs(Number(answered.endedAt) - told.sentAt);
          if (late > 60_000) throw new Error(`it ended ${late} ms from when it was sent`);
        } finally {
          await Promise.all([ann.disconnect(), bob.disconnect()]);
        }
      });
    }
  });
});
