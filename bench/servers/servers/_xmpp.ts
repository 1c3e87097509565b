/** As little of XMPP over WebSocket (RFC 7395) as somebody needs who signs in and chats. One frame is one stanza. */
import { WebSocket } from 'ws';

const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';

export interface Stream {
  send(stanza: string): void;
  /** The first stanza from now on with this in it. Rejects for one of type `error`. */
  next(has: string): Promise<string>;
  /** Sends a request and gives what it was answered. */
  ask(type: 'get' | 'set', to: string, query: string): Promise<string>;
  close(): void;
}

export interface Account {
  readonly url: string;
  readonly domain: string;
  readonly user: string;
  readonly password: string;
}

/** Signs in with SASL PLAIN, binds a resource, and is available. `hear` is called with each body that arrives. */
export async function signIn({ url, domain, user, password }: Account, hear: (body: string) => void): Promise<Stream> {
  const socket = new WebSocket(url, 'xmpp');
  const waiting = new Set<{ has: string; resolve(stanza: string): void; reject(error: Error): void }>();
  socket.on('message', (data) => {
    const stanza = String(data);
    const from = stanza.indexOf('<body>');
    if (from >= 0) return hear(stanza.slice(from + 6, stanza.indexOf('</body>', from)));
    for (const one of waiting) {
      const failed = /^<(?:failure|iq[^>]* type='error'|presence[^>]* type='error')/.test(stanza);
      if (!failed && !stanza.includes(one.has)) continue;
      waiting.delete(one);
      if (failed) one.reject(new Error(`${user}: ${stanza.slice(0, 200)}`));
      else one.resolve(stanza);
    }
  });
  const next = (has: string): Promise<string> =>
    new Promise((resolve, reject) => waiting.add({ has, resolve, reject }));
  const ask: Stream['ask'] = (type, to, query) => {
    const id = crypto.randomUUID();
    const answer = next(id);
    socket.send(`<iq xmlns="jabber:client" id="${id}" type="${type}"${to && ` to="${to}"`}>${query}</iq>`);
    return answer;
  };
  const open = async (): Promise<void> => {
    const features = next('<stream:features');
    socket.send(`<open xmlns="${FRAMING}" to="${domain}" version="1.0"/>`);
    await features;
  };

  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  await open();
  const welcome = next('<success');
  const words = Buffer.from(`\0${user}\0${password}`).toString('base64');
  socket.send(`<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">${words}</auth>`);
  await welcome;
  await open();
  await ask('set', '', '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>');
  const here = next('<presence');
  socket.send('<presence xmlns="jabber:client"/>');
  await here;
  return {
    send: (stanza) => socket.send(stanza),
    next,
    ask,
    close() {
      socket.send(`<close xmlns="${FRAMING}"/>`);
      socket.close();
    },
  };
}
