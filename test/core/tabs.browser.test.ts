import { expect } from '@open-wc/testing';
import type { ConversationId } from '../../core/model/index.js';
import { ScriptEngine } from './support/script-engine.js';
import type { TabFrame, TabHome } from './support/tab-frame.js';

const A = 'direct:anna' as ConversationId;

interface Opened extends TabFrame {
  readonly frame: HTMLIFrameElement;
}

/** A tab of its own as far as locks, channels and modules go; removing it is the tab's death. */
class Browser {
  readonly server = new ScriptEngine({
    now: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  readonly files: string[] = [];
  readonly #scope = `im:script:${crypto.randomUUID()}:me`;
  readonly #tabs = new Map<HTMLIFrameElement, Opened>();

  async open(): Promise<Opened> {
    const frame = document.createElement('iframe');
    const tab = await new Promise<TabFrame>((resolve) => {
      const home: TabHome = {
        server: this.server,
        scope: this.#scope,
        ready: (window, made) => window === frame.contentWindow && resolve(made),
      };
      (window as unknown as { home: TabHome }).home = home;
      frame.src = new URL('./support/tab-frame.html', import.meta.url).href;
      document.body.append(frame);
    });
    const opened = { ...tab, frame };
    this.#tabs.set(frame, opened);
    return opened;
  }

  kill(tab: Opened): void {
    this.#tabs.delete(tab.frame);
    tab.frame.remove();
  }

  get living(): Opened[] {
    return [...this.#tabs.values()];
  }

  get leader(): Opened {
    return this.living.find(({ tabs }) => tabs.leading) as Opened;
  }

  get follower(): Opened {
    return this.living.find(({ tabs }) => !tabs.leading) as Opened;
  }

  get arrived(): string[] {
    return this.server.arrived.map(({ clientId }) => clientId);
  }

  close(): void {
    for (const tab of this.living) this.kill(tab);
  }
}

const until = async (what: string, met: () => boolean, ms = 5000): Promise<number> => {
  const start = performance.now();
  while (!met()) {
    if (performance.now() - start > ms) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - start;
};

const sent = (tab: TabFrame, id: string): boolean => tab.store.get('message', id)?.delivery.state === 'sent';

describe('tabs in a real browser', () => {
  let browser: Browser;
  beforeEach(() => {
    browser = new Browser();
  });
  afterEach(() => browser.close());

  it('one leads; what a follower sends arrives and shows in all', async () => {
    for (let i = 0; i < 3; i += 1) await browser.open();
    expect(browser.living.filter(({ tabs }) => tabs.leading).length).to.equal(1);
    await browser.follower.send('m0', A);
    await until('m0 everywhere', () => browser.living.every((tab) => sent(tab, 'm0')));
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
        return writer.send(`${round}.${n}`, A);
      });
      await new Promise((resolve) => setTimeout(resolve, round * 12));
      browser.kill(browser.leader);
      const took = await until('the next send', () => browser.arrived.includes(`${round}.2`));
      expect(took).to.be.below(2000);
      await Promise.all(answers);
      await until('the same everywhere', () => browser.living.every((tab) => sent(tab, `${round}.2`)));
    }
    expect(browser.arrived).to.deep.equal(typed);
  });

  it('a file crosses from a follower', async () => {
    await browser.open();
    await browser.open();
    const upload = browser.server.media?.upload;
    const texts: string[] = [];
    (browser.server as { media: ScriptEngine['media'] }).media = {
      ...(browser.server.media as NonNullable<ScriptEngine['media']>),
      upload: async (blob, options) => {
        texts.push(await blob.text());
        return (upload as NonNullable<typeof upload>)(blob, options);
      },
    };
    await browser.follower.send('m0', A, new Blob(['three words here'], { type: 'text/plain' }));
    await until('sent', () => sent(browser.follower, 'm0'));
    expect(texts).to.deep.equal(['three words here']);
    expect(browser.server.arrived[0]?.content).to.deep.include({ kind: 'file' });
  });

  it('a full outbox outlives every tab', async () => {
    await browser.open();
    await browser.open();
    browser.server.online = false;
    const ids = Array.from({ length: 12 }, (_, i) => `m${i}`);
    await Promise.all(ids.map((id) => browser.follower.send(id, A, id === 'm3' ? new Blob(['x']) : undefined)));
    browser.close();
    browser.server.online = true;
    const tab = await browser.open();
    await until('all sent', () => ids.every((id) => sent(tab, id)));
    expect(browser.arrived).to.deep.equal(ids);
    expect(browser.server.uploads).to.deep.equal(['m3']);
    expect(tab.store.list(`pending/${A}`)).to.deep.equal([]);
  });
});
