import { type Client, type ConversationId, createClient, MemoryCache } from '../../core/index.js';
import { hubEngine } from '../../engines/hub/index.js';
import { type PageHub, pageHub, pageToken } from '../../hub/host/page/index.js';

const PEOPLE = [
  { id: 'ada', name: 'Ada Brandt' },
  { id: 'ben', name: 'Ben Okafor' },
  { id: 'layla', name: 'ليلى حداد' },
  { id: 'wei', name: '陈伟' },
  { id: 'mallory', name: '<b onclick=alert(1)>Mallory</b>' },
] as const;
type Person = (typeof PEOPLE)[number]['id'];

/** A hub inside this page, with a few people who have talked: what the gallery shows is the real thing, without a server. */
export interface World {
  /** Ada's, whose eyes we look through. */
  readonly client: Client;
  readonly as: (person: Person) => Promise<Client>;
}

const silent = { value: true, subscribe: () => () => {} };

const clientOf = (hub: PageHub, userId: string): Client =>
  createClient({
    engine: hubEngine({ port: hub.open }),
    credentials: { userId, token: async () => pageToken(userId) },
    cache: new MemoryCache(),
    name: `gallery-${userId}`,
    environment: { tabs: undefined, visible: silent },
  });

export async function makeWorld(): Promise<World> {
  const hub = pageHub({ name: 'gallery', storage: 'memory', people: PEOPLE });
  const clients = new Map<string, Promise<Client>>();
  const as = (person: Person): Promise<Client> => {
    let found = clients.get(person);
    if (!found) {
      const client = clientOf(hub, person);
      found = client.session.start().then(() => client);
      clients.set(person, found);
    }
    return found;
  };
  const client = await as('ada');
  await talk(client, as);
  return { client, as };
}

/** Sends, and waits until it has arrived: others answer it. */
async function say(client: Client, to: ConversationId, words: string): Promise<void> {
  const id = await client.messages.send(to, { kind: 'text', text: words });
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (client.store.get('message', id)?.delivery.state !== 'sent') return;
      leave();
      resolve();
    };
    const leave = client.store.subscribe([`message/${id}`], look);
    queueMicrotask(look);
  });
}

async function talk(ada: Client, as: World['as']): Promise<void> {
  const ben = await as('ben');
  await say(ada, 'direct:ben', 'Did the samples arrive?');
  await say(ben, 'direct:ada', 'This morning. The oak one is lovely, have a look.');
  await say(ben, 'direct:ada', 'The brass needs another pass 🙂');
  await say(ada, 'direct:ben', 'Good. I will tell the workshop and come by at four.');
  await say(ben, 'direct:ada', '👍');

  await ada.groups.create({ id: 'workshop', name: 'Workshop', policy: 'open', members: ['ben', 'layla', 'wei'] });
  await say(await as('layla'), 'group:workshop', 'وصلت العينات الجديدة، اللون أجمل في الضوء الطبيعي.');
  await say(await as('wei'), 'group:workshop', '周四可以发货,请确认地址。');
  await say(ben, 'group:workshop', 'Address is on https://example.com/orders/1204 as always.');

  await say(await as('mallory'), 'direct:ada', '<img src=x onerror=alert(1)> is only text here');
  await ada.conversations.pin('direct:ben', true);
}
