import { IdbCache } from '../../../core/cache/idb.js';
import { environment } from '../../../core/client/environment.js';
import type { Commands, Tabs } from '../../../core/client/parts.js';
import { createTabs } from '../../../core/client/tabs.js';
import type { Environment } from '../../../core/client/types.js';
import type { Content, ConversationId } from '../../../core/model/index.js';
import { createOutbox } from '../../../core/outbox/index.js';
import { Store } from '../../../core/store/index.js';
import { placePending } from '../../../core/timeline/index.js';
import type { ScriptEngine } from './script-engine.js';

/** What a frame offers the test that opened it. */
export interface TabFrame {
  readonly tabs: Tabs;
  readonly store: Store;
  send(id: string, conversationId: ConversationId, blob?: Blob): Promise<unknown>;
}

/** What the test gives its frames: the back end, which outlives them. */
export interface TabHome {
  readonly server: ScriptEngine;
  readonly scope: string;
  ready(frame: Window, tab: TabFrame): void;
}

const { server, scope, ready } = (parent as unknown as { home: TabHome }).home;
const env: Environment = environment();
const store = new Store();
const cache = new IdbCache();
const log = (level: string, event: string): void => console.debug(level, event);

const outbox = createOutbox({
  engine: server,
  store,
  cache,
  env,
  userId: 'me',
  connected: () => true,
  now: env.now,
  log,
  rejected: () => {},
  place: (writer, row) => placePending(store, writer, row, 'seq'),
});

const send: Commands['messages']['send'] = async (conversationId, content, { blob }, clientId) => {
  const message = { clientId, conversationId, content };
  const blobKey = blob && clientId;
  await outbox.add({ id: clientId, conversationId, command: 'send', message, ...(blob && { blobKey }) }, [], blob);
  return clientId;
};

const tabs = createTabs({
  store,
  env,
  log,
  emit: () => {},
  scope,
  commands: { messages: { send } } as unknown as Commands,
  lead: async () => {
    await outbox.load();
    outbox.start();
  },
  resign: async () => outbox.stop(),
  hold: () => {},
});

await cache.open({ engine: 'script', app: scope, userId: 'me' });
await tabs.start();

ready(window, {
  tabs,
  store,
  send(id, conversationId, blob) {
    const file = blob && { name: id, bytes: blob.size, mime: blob.type, localKey: id };
    const content = (file ? { kind: 'file', file } : { kind: 'text', text: id }) as unknown as Content;
    return tabs.call('messages.send', [conversationId, content, { blob }, id]);
  },
});
