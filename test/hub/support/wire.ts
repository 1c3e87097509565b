import { WebSocket } from 'ws';
import type { OpName, Ops, WireError, WireEvent } from '../../../hub/protocol/index.js';

export class CallError extends Error {
  readonly wire: WireError;
  constructor(wire: WireError) {
    super(`${wire.code}: ${wire.message}`);
    this.wire = wire;
  }
}

interface Answer {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A client of the hub over a real WebSocket, as plain as can be. */
export class WireClient {
  readonly socket: WebSocket;
  readonly events: WireEvent[] = [];
  readonly byes: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #id = 0;
  readonly #waiting = new Map<number, Answer>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => {
        for (const { reject } of this.#waiting.values()) reject(new Error('closed'));
        this.#waiting.clear();
        resolve({ code, reason: reason.toString() });
      }),
    );
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.#take(JSON.parse(data.toString())));
  }

  /** Rejects with the HTTP status in the message when the hub turns the socket away. */
  static open(url: string, headers: Record<string, string> = {}): Promise<WireClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { headers });
    const client = new WireClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client));
      socket.once('error', reject);
    });
  }

  /** Opens and signs in. */
  static async signIn(url: string, token: string, device = 'web-1', cursor?: number): Promise<WireClient> {
    const client = await WireClient.open(url);
    await client.call('session.hello', { protocol: 1, token, device: { id: device, class: 'web' }, cursor });
    return client;
  }

  call<O extends OpName>(op: O, args: Ops[O]['args']): Promise<Ops[O]['result']> {
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.socket.send(JSON.stringify({ id, op, args }));
    });
  }

  send(conversation: string, text: string, clientId: string) {
    return this.call('messages.send', { clientId, conversation, content: { kind: 'text', text } });
  }

  /** Resolves with the first event, past or to come, that fits. */
  async event(fits: (event: WireEvent) => boolean): Promise<WireEvent> {
    for (;;) {
      const found = this.events.find(fits);
      if (found) return found;
      await new Promise((resolve) => this.socket.once('message', resolve));
    }
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  #take(frame: Record<string, unknown>): void {
    if (Array.isArray(frame.push)) this.events.push(...(frame.push as WireEvent[]));
    if (frame.bye) this.byes.push((frame.bye as { why: string }).why);
    if (typeof frame.id !== 'number') return;
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.result);
    else waiting?.reject(new CallError(frame.error as WireError));
  }
}

/** For `assert.rejects`: the code of a refusal. */
export const refusedWith = (code: string) => (error: unknown) => error instanceof CallError && error.wire.code === code;
