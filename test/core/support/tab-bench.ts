import type { Cache } from '../../../core/cache/types.js';
import type { Commands, Tabs, TabsHost } from '../../../core/client/parts.js';
import { createTabs, loadGroup } from '../../../core/client/tabs.js';
import type { ClientEvents } from '../../../core/client/types.js';
import type { Content, ConversationId } from '../../../core/model/index.js';
import { createOutbox, type Outbox } from '../../../core/outbox/index.js';
import { Store } from '../../../core/store/index.js';
import { placePending } from '../../../core/timeline/index.js';
import type { Clock } from './clock.js';
import type { FakeBrowser, FakeTab } from './fake-browser.js';
import type { ScriptEngine } from './script-engine.js';

// Loading takes real time, and the clock here is not.
await loadGroup();

/** Wraps every function of `target`, however deep, so that a dead tab neither acts nor hears. */
export const through = <T extends object>(tab: FakeTab, target: T): T =>
  new Proxy(target, {
    get: (_, name) => {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value === 'object' && value !== null) return through(tab, value);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) =>
        tab.alive ? tab.io(Promise.resolve(value.apply(target, args))) : new Promise(() => {});
    },
  });

const unused = (): never => {
  throw new Error('not part of this test');
};

/** A tab with all that a client has for sending: real store, outbox and tabs; cache and back end are the browser's. */
export class TabBench {
  readonly store = new Store();
  readonly outbox: Outbox;
  readonly tabs: Tabs;
  readonly tab: FakeTab;
  readonly logs: string[] = [];
  readonly events: (readonly [string, unknown])[] = [];
  readonly held = new Map<string, readonly string[]>();
  /** What the commands that are not given here do. */
  readonly extra: Record<string, (...args: readonly unknown[]) => unknown> = {};
  leads = 0;

  constructor(browser: FakeBrowser, clock: Clock, engine: ScriptEngine, cache: Cache, name: string) {
    const tab = browser.open();
    this.tab = tab;
    let ids = 0;
    const env = {
      now: clock.now,
      random: browser.random,
      id: () => `${name}-${++ids}`,
      setTimeout: (run: () => void, ms: number) => tab.task(run, ms),
      clearTimeout: clock.clearTimeout,
      network: { value: true, subscribe: () => () => {} },
      visible: { value: true, subscribe: () => () => {} },
      tabs: tab,
    };
    const log = (_: unknown, event: string): void => void this.logs.push(event);
    this.outbox = createOutbox({
      engine: Object.assign(Object.create(engine), { messages: through(tab, engine.messages) }) as ScriptEngine,
      store: this.store,
      cache: through(tab, cache),
      env,
      userId: 'me',
      connected: () => true,
      now: clock.now,
      log,
      rejected: unused,
      emit: () => {},
      change: () => Promise.reject(new Error('no changes here')),
      place: (writer, row) => placePending(this.store, writer, row, 'seq'),
    });
    const emit = <T extends keyof ClientEvents>(type: T, detail: ClientEvents[T]): void =>
      void this.events.push([type, detail]);
    const host: TabsHost = {
      store: this.store,
      env,
      log,
      emit,
      scope: 'im:script:test:me',
      commands: this.#commands(),
      lead: async () => {
        this.leads += 1;
        await this.outbox.load();
        this.outbox.start();
      },
      resign: async () => this.outbox.stop(),
      hold: (other, open) => void this.held.set(other, open),
    };
    this.tabs = createTabs(host);
  }

  #commands(): Commands {
    const send = async (...[conversationId, content, , clientId]: Parameters<Commands['messages']['send']>) => {
      const message = { clientId, conversationId, content };
      await this.outbox.add({ id: clientId, conversationId, command: 'send', message });
      return clientId;
    };
    const group = new Proxy({}, { get: (_, name) => this.extra[String(name)] ?? unused });
    return new Proxy({}, { get: (_, part) => (part === 'messages' ? { send } : group) }) as Commands;
  }

  send(id: string, conversationId: ConversationId): Promise<unknown> {
    const content = { kind: 'text', text: id } as unknown as Content;
    return this.tabs.call('messages.send', [conversationId, content, {}, id]);
  }

  /** The store as it would look in any other tab. */
  picture(): Record<string, unknown> {
    const entries = [...this.store.entries()].filter(([key]) => key !== 'session/self');
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
