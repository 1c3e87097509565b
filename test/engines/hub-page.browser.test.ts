import { expect } from '@open-wc/testing';
import type { EngineBatch } from '../../core/engine/index.js';
import type { Content } from '../../core/model/index.js';
import { hubEngine, visitorCredentials } from '../../engines/hub/index.js';
import { type PageHub, pageHub, pageToken } from '../../hub/host/page/index.js';

const text = (words: string) => ({ kind: 'text', text: words }) as unknown as Content;
const newName = () => `tabs-${crypto.randomUUID()}`;

/** Somebody signed in over one way into the hub. */
const signIn = async (hub: PageHub, user: string, cursor?: string) => {
  const engine = hubEngine({ port: hub.open });
  const batches: EngineBatch[] = [];
  engine.subscribe((batch) => batches.push(batch));
  const device = { id: `${user}-1`, class: 'web' } as const;
  const connect = (from?: string) =>
    engine.connect({ userId: user, token: async () => pageToken(user) }, { device, cursor: from });
  await connect(cursor);
  const types = () => batches.flatMap(({ events }) => events.map(({ type }) => type));
  const until = async (what: string) => {
    for (let n = 0; n < 400 && !types().includes(what as never); n++) await new Promise((r) => setTimeout(r, 10));
    expect(types()).to.include(what);
  };
  const say = (to: string, words: string) =>
    engine.messages.send({ clientId: crypto.randomUUID(), conversationId: `direct:${to}`, content: text(words) });
  const words = async (other: string) =>
    (await engine.messages.history(`direct:${other}`, {})).items.map(({ content }) => content.text);
  return { engine, batches, connect, until, say, words, cursor: () => batches.findLast((b) => b.cursor)?.cursor };
};

const clean = async (name: string, ...hubs: PageHub[]) => {
  for (const hub of hubs) await hub.close();
  indexedDB.deleteDatabase(`im-hub:${name}`);
  indexedDB.deleteDatabase(`im-hub-files:${name}`);
};

describe('a hub shared by tabs', () => {
  it('is one hub, whoever holds it: messages and files go through', async () => {
    const name = newName();
    const [holder, other] = [pageHub({ name }), pageHub({ name })];
    const ann = await signIn(holder, 'ann');
    const bob = await signIn(other, 'bob');
    await ann.say('bob', 'hello');
    await bob.until('messages');
    expect(await bob.words('ann')).to.deep.equal(['hello']);
    const steps: number[] = [];
    const options = { name: 'a.txt', mime: 'text/plain', onProgress: (step: number) => void steps.push(step) };
    const file = await bob.engine.media.upload(new Blob(['bytes']), options);
    expect(steps.at(-1)).to.equal(1);
    const { url } = await bob.engine.media.url(file);
    expect(await (await fetch(url)).text()).to.equal('bytes');
    await bob.engine.disconnect();
    const gone = await fetch(url).then(
      () => false,
      () => true,
    );
    expect(gone, 'object URLs are let go of').to.equal(true);
    await ann.engine.disconnect();
    await clean(name, holder, other);
  });

  it('goes on in another tab when the one that held it closes', async () => {
    const name = newName();
    const [holder, other] = [pageHub({ name }), pageHub({ name })];
    const ann = await signIn(holder, 'ann');
    const bob = await signIn(other, 'bob');
    await bob.say('ann', 'before');
    await holder.close();
    await Promise.all([ann.until('disconnected'), bob.until('disconnected')]);
    await bob.connect(bob.cursor());
    await bob.say('ann', 'after');
    expect(await bob.words('ann')).to.deep.equal(['before', 'after']);
    await clean(name, other);
  });

  it('goes on in another tab when the one that held it dies', async () => {
    const name = newName();
    const frame = document.createElement('iframe');
    const ready = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
    frame.src = new URL(`./page-hub-frame.html#${name}/ann`, import.meta.url).href;
    document.body.append(frame);
    await ready;
    const other = pageHub({ name });
    const bob = await signIn(other, 'bob');
    await bob.say('ann', 'before');
    frame.remove();
    await bob.until('disconnected');
    await bob.connect(bob.cursor());
    await bob.say('ann', 'after');
    expect(await bob.words('ann')).to.deep.equal(['before', 'after']);
    await clean(name, other);
  });

  it('gives up opening when told to, and refuses after close', async () => {
    const name = newName();
    const hub = pageHub({ name });
    await hub.close();
    const after = await hub.open({}).catch((error: unknown) => error);
    expect(after).to.be.instanceOf(Error);
    const stopped = await pageHub({ name })
      .open({ signal: AbortSignal.abort() })
      .catch((error: unknown) => error);
    expect((stopped as DOMException).name).to.equal('AbortError');
  });

  it('keeps people and messages over a reload of the page', async () => {
    const name = newName();
    const first = pageHub({ name, people: [{ id: 'desk', name: 'Help desk' }] });
    const ann = await signIn(first, 'ann');
    await ann.say('desk', 'anybody?');
    await first.close();
    const second = pageHub({ name, people: [{ id: 'desk', name: 'Other name' }] });
    const again = await signIn(second, 'ann');
    expect(await again.words('desk')).to.deep.equal(['anybody?']);
    const [desk] = await again.engine.users.fetch(['desk']);
    expect(desk?.name).to.equal('Help desk');
    await clean(name, second);
  });
});

describe('an anonymous visitor', () => {
  it('is made once, though two tabs ask at the same time', async () => {
    const name = newName();
    const hub = pageHub({ name });
    let kept: string | undefined;
    const storage = {
      get: () => kept,
      // A browser that takes its time gives the other tab the chance to come in between.
      set: async (value: string) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        kept = value;
      },
    };
    const ask = () => visitorCredentials({ port: hub.open, storage, key: name });
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(second.userId).to.equal(first.userId);
    expect(await second.token()).to.equal(await first.token());
    kept = 'not what we wrote';
    expect((await ask()).userId).not.to.equal(first.userId);
    await clean(name, hub);
  });
});
