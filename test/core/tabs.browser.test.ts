import { expect } from '@open-wc/testing';
import type { Client } from '../../core/client/types.js';
import type { Content, ConversationId, MessageId } from '../../core/model/index.js';
import { ScriptEngine } from './support/script-engine.js';
import type { TabHome } from './support/tab-frame.js';

const A = 'direct:anna' as ConversationId;

interface Tab {
  readonly frame: HTMLIFrameElement;
  readonly client: Client;
}

/** Frames are tabs of their own as far as locks, channels and modules go; removing one is the tab's death. */
class Browser {
  readonly server = new ScriptEngine({
    now: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  readonly #app = crypto.randomUUID();
  readonly #tabs = new Map<HTMLIFrameElement, Tab>();

  async open(): Promise<Tab> {
    const frame = document.createElement('iframe');
    const client = await new Promise<Client>((resolve) => {
      const home: TabHome = {
        server: this.server,
        app: this.#app,
        ready: (window, made) => window === frame.contentWindow && resolve(made),
      };
      (window as unknown as { home: TabHome }).home = home;
      frame.src = new URL('./support/tab-frame.html', import.meta.url).href;
      document.body.append(frame);
    });
    const tab = { client, frame };
    this.#tabs.set(frame, tab);
    return tab;
  }

  kill(tab: Tab): void {
    this.#tabs.delete(tab.frame);
    tab.frame.remove();
  }

  get living(): Tab[] {
    return [...this.#tabs.values()];
  }

  get leader(): Tab {
    return this.living.find((tab) => leads(tab)) as Tab;
  }

  get follower(): Tab {
    return this.living.find((tab) => !leads(tab)) as Tab;
  }

  get arrived(): (string | undefined)[] {
    return this.server.arrived.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
  }

  close(): void {
    for (const tab of this.living) this.kill(tab);
  }
}

const leads = ({ client }: Tab): boolean => client.store.get('session', 'self')?.leader === true;
const say = ({ client }: Tab, text: string): Promise<MessageId> =>
  client.messages.send(A, { kind: 'text', text } as Content);
const attach = ({ client }: Tab, words: string): Promise<MessageId> => {
  const blob = new Blob([words], { type: 'text/plain' });
  const file = { name: 'words.txt', bytes: blob.size, mime: blob.type };
  return client.messages.send(A, { kind: 'file', file } as Content, { blob });
};
const sent = ({ client }: Tab, id: MessageId): boolean => client.store.get('message', id)?.delivery.state === 'sent';

const until = async (what: string, met: () => boolean, ms = 5000): Promise<number> => {
  const start = performance.now();
  while (!met()) {
    if (performance.now() - start > ms) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - start;
};

describe('tabs of a client in a real browser', () => {
  let browser: Browser;
  beforeEach(() => {
    browser = new Browser();
  });
  afterEach(() => browser.close());

  it('one leads; what a follower sends arrives and shows in all', async () => {
    for (let i = 0; i < 3; i += 1) await browser.open();
    expect(browser.living.filter(leads).length).to.equal(1);
    expect(browser.follower.client.store.get('session', 'self')?.state).to.equal('connected');
    const id = await say(browser.follower, 'm0');
    await until('m0 everywhere', () => browser.living.every((tab) => sent(tab, id)));
    expect(browser.arrived).to.deep.equal(['m0']);
  });

  it('the leader goes in mid-send, again and again: the next send arrives within 2 s, each once and in order', async () => {
    const typed: string[] = [];
    await browser.open();
    for (let round = 0; round < 4; round += 1) {
      await browser.open();
      await browser.open();
      const writer = browser.follower;
      browser.server.fate = () => ({ delay: 20 });
      const answers = [0, 1, 2].map((n) => {
        typed.push(`${round}.${n}`);
        return say(writer, `${round}.${n}`);
      });
      await new Promise((resolve) => setTimeout(resolve, round * 12));
      browser.kill(browser.leader);
      const took = await until('the next send', () => browser.arrived.includes(`${round}.2`));
      expect(took).to.be.below(2000);
      const ids = await Promise.all(answers);
      await until('the same everywhere', () => browser.living.every((tab) => ids.every((id) => sent(tab, id))));
    }
    expect(browser.arrived).to.deep.equal(typed);
  });

  it('a file crosses from a follower', async () => {
    await browser.open();
    await browser.open();
    const { media } = browser.server;
    const texts: string[] = [];
    Object.assign(browser.server, {
      media: {
        ...media,
        upload: async (blob: Blob, options: Parameters<NonNullable<typeof media>['upload']>[1]) => {
          texts.push(await blob.text());
          return media?.upload(blob, options);
        },
      },
    });
    const id = await attach(browser.follower, 'three words here');
    await until('sent', () => sent(browser.follower, id));
    expect(texts).to.deep.equal(['three words here']);
    expect(browser.arrived).to.deep.equal(['file']);
  });

  it('a full outbox outlives every tab', async () => {
    await browser.open();
    await browser.open();
    browser.server.fate = () => ({ hang: true });
    const words = Array.from({ length: 12 }, (_, i) => `m${i}`);
    const { follower } = browser;
    const ids = await Promise.all(words.map((word, i) => (i === 3 ? attach(follower, word) : say(follower, word))));
    browser.close();
    browser.server.fate = () => ({});
    const tab = await browser.open();
    await until('all sent', () => ids.every((id) => sent(tab, id)));
    expect(browser.server.arrived.map(({ clientId }) => clientId)).to.deep.equal(ids);
    expect(browser.server.uploads).to.deep.equal(['words.txt']);
    expect(tab.client.store.list(`pending/${A}`)).to.deep.equal([]);
  });
});
