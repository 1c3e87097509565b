import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/client/index.js';
import '../../components/message-list/index.js';
import '../../components/typing/index.js';
import type { ImClient } from '../../components/client/index.js';
import { namedClient } from '../../components/shared/registry.js';
import { type Client, isImError } from '../../core/index.js';
import { hubEngine } from '../../engines/hub/index.js';
import { type PageHub, pageHub, pageToken } from '../../hub/host/page/index.js';
import { TestClient } from './helpers/client.js';
import { clean, frames, place, until, wait } from './helpers/page.js';

const PEOPLE = [
  { id: 'ann', name: 'Ann Lee' },
  { id: 'bob', name: 'Bob Okoro' },
];

describe('im-client', () => {
  let hubs: PageHub[] = [];
  const hub = (): PageHub => {
    const made = pageHub({ storage: 'memory', people: PEOPLE });
    hubs.push(made);
    return made;
  };
  afterEach(async () => {
    clean();
    await wait(5);
    await Promise.all(hubs.map((made) => made.close()));
    hubs = [];
  });

  const person = (served: PageHub, id: string, other: string) => html`<im-client
      name=${id} user-id=${id} app=${`t${Math.random()}`} .token=${async () => pageToken(id)}
      .engineFactory=${() => hubEngine({ port: served.open })}><im-message-list style="block-size: 300px"
      conversation=${`direct:${other}`}></im-message-list><im-typing conversation=${`direct:${other}`}></im-typing></im-client>`;
  const clientOf = (element: ImClient): Promise<Client> =>
    until(() => element.current, 'the client') as Promise<Client>;
  const connected = async (element: ImClient): Promise<Client> => {
    const client = await clientOf(element);
    await until(() => client.store.get('session', 'self')?.state === 'connected', 'the connection');
    return client;
  };
  const texts = (element: ImClient): string[] =>
    [...element.querySelector('im-message-list')!.shadowRoot!.querySelectorAll('im-message')].map(
      (row) =>
        row.shadowRoot
          ?.querySelector('.text, .line')
          ?.firstChild?.parentElement?.textContent?.replace(/\d+:\d+.*/s, '')
          .trim() ?? '',
    );

  it('lets two people talk on one page, through a hub in it', async () => {
    const own = document.hasFocus;
    document.hasFocus = () => true;
    try {
      const served = hub();
      const box = place(html`${person(served, 'ann', 'bob')}${person(served, 'bob', 'ann')}`, { height: 700 });
      const [one, two] = [...box.querySelectorAll('im-client')] as [ImClient, ImClient];
      const [ann, bob] = [await connected(one), await connected(two)];
      expect(namedClient('ann')).to.equal(ann);
      await ann.messages.send('direct:bob', { kind: 'text', text: 'hello' });
      await ann.messages.send('direct:bob', { kind: 'text', text: 'are you there?' });
      await until(() => texts(two).join() === 'hello,are you there?', 'the words at the other side');
      expect(texts(one)).to.deep.equal(['hello', 'are you there?']);
      const receipt = () =>
        [...one.querySelector('im-message-list')!.shadowRoot!.querySelectorAll('im-message')]
          .at(-1)
          ?.shadowRoot?.querySelector('im-receipt')?.shadowRoot?.textContent;
      await until(() => receipt()?.includes('Read'), 'the message to be read, since its row was seen');
      bob.typing.set('direct:ann', 'text');
      await until(
        () => one.querySelector('im-typing')?.shadowRoot?.textContent?.includes('Bob Okoro'),
        'the name of who is typing',
      );
      const id = ann.store.list('page/direct:bob/1')[0] ?? '';
      await ann.messages.recall(id);
      await until(() => texts(two)[0]?.includes('recalled'), 'the recall');
    } finally {
      document.hasFocus = own;
    }
  });

  it('does not reconnect when it is moved, and stops when it is removed', async () => {
    const served = hub();
    const box = place(person(served, 'ann', 'bob'));
    const element = box.querySelector('im-client') as ImClient;
    const client = await connected(element);
    const states: (string | undefined)[] = [];
    client.store.subscribe(['session/self'], () => states.push(client.store.get('session', 'self')?.state));
    const other = document.createElement('div');
    box.append(other);
    other.append(element);
    await wait(30);
    expect(element.current).to.equal(client);
    expect(states.filter((state) => state !== 'connected')).to.deep.equal([]);
    element.remove();
    await until(() => client.store.get('session', 'self')?.state !== 'connected', 'the session to end');
    expect(namedClient('ann')).to.equal(undefined);
    other.append(element);
    const next = await connected(element);
    expect(namedClient('ann')).to.equal(next);
  });

  it('gives a client of the page to its descendants, by context and by name', async () => {
    const test = new TestClient();
    const box =
      place(html`<im-client .client=${test.client}><im-message-list conversation="direct:ann"></im-message-list></im-client
      ><im-message-list for-client=${test.name} conversation="direct:ann"></im-message-list>`);
    await frames(4);
    expect(test.openCount).to.equal(2);
    expect(test.calls.filter(([name]) => name === 'start')).to.deep.equal([]);
    box.querySelector('im-client')?.remove();
    await wait(20);
    expect(test.openCount).to.equal(0);
    expect(test.calls.filter(([name]) => name === 'stop')).to.deep.equal([]);
  });

  const WRONG: readonly [field: string, attributes: Record<string, string>][] = [
    ['engine', { engine: 'nothing', 'user-id': 'ann', 'token-url': '/token' }],
    ['user-id', { engine: 'hub', 'token-url': '/token' }],
    ['token-url', { engine: 'hub', 'user-id': 'ann' }],
    ['url', { engine: 'hub', 'user-id': 'ann', 'token-url': '/token', url: 'http://' }],
    ['token-url', { engine: 'hub', 'user-id': 'ann', 'token-url': 'http://' }],
  ];
  for (const [field, attributes] of WRONG)
    it(`names the attribute ${field} when ${JSON.stringify(attributes)} is wrong, and the page goes on`, async () => {
      const said: unknown[] = [];
      const own = console.error;
      console.error = (...words) => said.push(...words);
      try {
        const element = document.createElement('im-client');
        let error: unknown;
        element.addEventListener('im-error', (event) => (error = (event as CustomEvent).detail.error));
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        place(html`${element}`);
        await until(() => error, 'the error');
        expect(isImError(error) && [error.code, error.field]).to.deep.equal(['invalid', field]);
        expect(String(said[0])).to.contain(field);
        expect(element.current).to.equal(undefined);
      } finally {
        console.error = own;
      }
    });

  it('carries its theme', async () => {
    const box = place(html`<im-client theme="dark"><p>words</p></im-client>`);
    await frames(2);
    expect(getComputedStyle(box.querySelector('p') as Element).colorScheme).to.equal('dark');
  });
});
