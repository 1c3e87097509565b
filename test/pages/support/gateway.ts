import { type ClientRequest, createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Stack } from './stack.js';

/** Chances from 0 to 1 for each WebSocket message; milliseconds. */
export interface Weather {
  readonly delay: number;
  readonly duplicate: number;
  /** From here on nothing arrives, until the connection breaks a moment later: how a network loses what was sent. */
  readonly lose: number;
}

const CALM: Weather = { delay: 0, duplicate: 0, lose: 0 };
/** Longest that a silent connection lasts. */
const SILENCE_MS = 400;

/** A bad network between pages and the hub, as a process of its own would be: HTTP passes, WebSocket messages suffer. */
export class Gateway {
  readonly url: string;
  readonly happened = { delayed: 0, duplicated: 0, lost: 0 };
  weather: Weather = CALM;
  readonly #hub: Stack;
  readonly #server: Server;
  readonly #random: () => number;
  readonly #sockets = new WebSocketServer({ noServer: true });

  private constructor(hub: Stack, server: Server, url: string, random: () => number) {
    this.#hub = hub;
    this.#server = server;
    this.url = url;
    this.#random = random;
    server.on('request', (asked, answer) => {
      const ahead = this.#pass(asked);
      ahead.on('response', (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      ahead.on('error', () => answer.destroy());
      asked.pipe(ahead);
    });
    server.on('upgrade', (asked, socket, head) => this.#upgrade(asked, socket, head));
  }

  static async before(hub: Stack, random: () => number): Promise<Gateway> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = server.address();
    return new Gateway(hub, server, `http://127.0.0.1:${typeof at === 'object' ? at?.port : at}`, random);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass({ method, url, headers }: IncomingMessage): ClientRequest {
    return request({ host: '127.0.0.1', port: this.#hub.port, method, path: url, headers });
  }

  #upgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { origin = '', host = '' } = asked.headers;
    const ahead = new WebSocket(`ws://127.0.0.1:${this.#hub.port}${asked.url}`, { headers: { origin, host } });
    ahead.once('error', () => socket.destroy());
    ahead.once('open', () =>
      this.#sockets.handleUpgrade(asked, socket, head, (page) => {
        const cut = (): void => {
          page.terminate();
          ahead.terminate();
        };
        const line = { silent: false, cut };
        page.on('message', this.#lane(ahead, line));
        ahead.on('message', this.#lane(page, line));
        for (const end of [page, ahead]) end.on('close', cut).on('error', cut);
      }),
    );
  }

  /** One direction; messages keep their order, as TCP has it. */
  #lane(to: WebSocket, line: { silent: boolean; cut(): void }): (data: RawData, binary: boolean) => void {
    let last = 0;
    return (data, binary) => {
      const { delay, duplicate, lose } = this.weather;
      if (this.#random() < lose && !line.silent) {
        this.happened.lost += 1;
        line.silent = true;
        setTimeout(line.cut, this.#random() * SILENCE_MS);
      }
      const copies = this.#random() < duplicate ? 2 : 1;
      this.happened.duplicated += copies - 1;
      const wait = this.#random() * delay;
      if (wait > 1) this.happened.delayed += 1;
      last = Math.max(last, performance.now() + wait);
      const send = (): void => {
        if (!line.silent && to.readyState === WebSocket.OPEN)
          for (let copy = 0; copy < copies; copy += 1) to.send(data, { binary });
      };
      if (delay === 0) send();
      else setTimeout(send, last - performance.now());
    };
  }
}
