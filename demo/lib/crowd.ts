import { type Client, createClient, MemoryCache } from '../../core/index.js';
import { hubEngine } from '../../engines/hub/index.js';
import { tokenFor } from './sign-in.js';

const PEOPLE = ['ben', 'cleo', 'dan'];
const LINES = [
  'Good evening!',
  'Is that the brass one?',
  'Lovely light 💡',
  'How tall is it?',
  'About forty centimetres, I would say.',
  'Can it be dimmed?',
  'It hangs over our table since spring. Best thing we bought all year, and the cable does not twist.',
  '这个灯罩是玻璃的吗？',
  'هل يأتي بمفتاح خافت؟',
  '👏👏',
  'Two for the hall, please.',
  'What about the green shade?',
];

/** Others who talk in a live room: `rate` messages a second of all together. Answers how to send them home. */
export async function crowd(room: string, rate: number): Promise<() => Promise<void>> {
  const clients = await Promise.all(
    PEOPLE.map(async (userId) => {
      const client: Client = createClient({
        engine: hubEngine({ url: location.origin }),
        credentials: { userId, token: () => tokenFor(userId) },
        cache: new MemoryCache(),
        name: `crowd-${userId}`,
        environment: { tabs: undefined },
      });
      await client.session.start();
      await client.rooms.join(room);
      return client;
    }),
  );
  let at = 0;
  const timer = setInterval(() => {
    const client = clients[at % clients.length];
    const text = LINES[(at * 7) % LINES.length] ?? '';
    at += 1;
    client?.messages.send(`room:${room}`, { kind: 'text', text }).catch(() => undefined);
  }, 1000 / rate);
  return async () => {
    clearInterval(timer);
    await Promise.all(clients.map((client) => client.session.stop()));
  };
}
