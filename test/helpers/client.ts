import { MemoryCache } from '../../core/cache/index.js';
import type { Cache } from '../../core/cache/types.js';
import { createClient } from '../../core/client/index.js';
import { loadRare } from '../../core/client/sync.js';
import type { Client, ClientOptions, Diagnostic } from '../../core/client/types.js';
import { loadOwnTyping } from '../../core/client/typing.js';
import type { EngineInfo } from '../../core/engine/index.js';
import type { ConversationId } from '../../core/model/index.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { rows, Switch } from '../contracts/engine/client-world.js';
import { VirtualClock } from '../faults/clock.js';
import { ScriptedEngine } from './scripted-engine.js';

// Time is virtual here, loading is not.
await Promise.all([loadRare(), loadOwnTyping(), prepareOutbox()]);

/** A client on a scripted back end, and its surroundings: nothing happens but by `clock.pass`. */
export const scripted = (more: Partial<ClientOptions> = {}, info: Partial<EngineInfo> = {}) => {
  const clock = new VirtualClock();
  const engine = new ScriptedEngine(clock.now, info);
  const network = new Switch();
  const visible = new Switch();
  const log: Diagnostic[] = [];
  const cache: Cache = new MemoryCache();
  let ids = 0;
  const client: Client = createClient({
    engine,
    credentials: { userId: 'ann', token: async () => 'good' },
    cache,
    log: { level: 'debug', sink: (entry) => log.push(entry) },
    environment: {
      now: clock.now,
      setTimeout: clock.setTimeout,
      clearTimeout: clock.clearTimeout,
      random: () => 1,
      id: () => `id-${String(++ids).padStart(16, '0')}`,
      network,
      visible,
      tabs: undefined,
    },
    ...more,
  });
  const session = () => client.store.get('session', 'self');
  /** Signed in and caught up. */
  const start = async () => {
    const started = client.session.start();
    await clock.pass(0);
    await started;
    engine.emit(
      [
        { type: 'sync', phase: 'started' },
        { type: 'sync', phase: 'finished' },
      ],
      '1',
    );
    await clock.pass(10);
  };
  return { clock, engine, network, visible, log, cache, client, session, start };
};

export const texts = (client: Client, id: ConversationId): string[] =>
  rows(client, id).map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

export { rows };
