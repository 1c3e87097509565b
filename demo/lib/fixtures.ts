import type { Client, Content, ConversationId, Message, SessionState } from '../../core/index.js';

/** States that a working hub does not hold still for are put into the store as they are. */
export const FIXTURES: ConversationId = 'group:fixtures';
let made = 0;

export function fixture(client: Client, message: Partial<Message> & { readonly content: Content }): string {
  made += 1;
  const id = `fixture-${made}`;
  const own = message.own ?? message.senderId === undefined;
  client.store.commit('remote', (writer) => {
    writer.put('message', id, {
      id,
      serverId: id,
      conversationId: FIXTURES,
      senderId: own ? client.userId : 'ben',
      own,
      order: { seq: made, tie: id },
      sentAt: client.session.now() - 60_000,
      delivery: { state: 'sent' },
      counts: true,
      ...message,
    });
  });
  return id;
}

/** Sets any record, such as the session, and gives what was there before. */
export const says = (client: Client, write: Parameters<Client['store']['commit']>[1]): void =>
  client.store.commit('remote', write);

/** The same client as seen in another state of its session; only what is read of the session differs. */
export function inSession(client: Client, state: SessionState): Client {
  const { store } = client;
  const get = (type: Parameters<typeof store.get>[0], id: string): unknown => {
    const record = store.get(type, id);
    return type === 'session' ? { ...record, state, sync: 'none' } : record;
  };
  return over(client, { store: over(store, { get }) });
}

/** Methods keep the object that they are of, which may have private fields. */
export const over = <T extends object>(target: T, own: Readonly<Record<string, unknown>>): T =>
  new Proxy(target, {
    get(_, name) {
      if (typeof name === 'string' && name in own) return own[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

/** A picture made here, so that the gallery needs no file. */
export function picture(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 420;
  const pen = canvas.getContext('2d');
  if (pen) {
    const sky = pen.createLinearGradient(0, 0, 0, 420);
    sky.addColorStop(0, '#f6c177');
    sky.addColorStop(0.6, '#d7827e');
    sky.addColorStop(1, '#56526e');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 420);
    pen.fillStyle = '#fff4d6';
    pen.beginPath();
    pen.arc(430, 190, 46, 0, 7);
    pen.fill();
    pen.fillStyle = '#2a273f';
    pen.beginPath();
    pen.moveTo(0, 420);
    for (let x = 0; x <= 640; x += 40) pen.lineTo(x, 300 + 50 * Math.sin(x / 70));
    pen.lineTo(640, 420);
    pen.fill();
  }
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob as Blob), 'image/png'));
}
