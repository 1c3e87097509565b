import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import proxyAddr from '@fastify/proxy-addr';
import { WebSocketServer } from 'ws';
import { MAX_FRAME } from '../../protocol/index.js';
import { networkOf } from './address.js';
import { type Counters, countUp } from './metrics.js';
import type { OriginRules } from './origins.js';
import type { Sockets } from './socket.js';

export interface UpgradeRules {
  readonly origins: OriginRules;
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy: readonly string[];
}

interface Refusal {
  readonly status: number;
  readonly why: string;
  readonly text: string;
}

function turnAway(socket: Duplex, { status, why, text }: Refusal): void {
  const body = JSON.stringify({ code: why, message: text });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** How many sockets an address, or an IPv6 network, holds. */
function tally() {
  const held = new Map<string, number>();
  return {
    of: (address: string): number => held.get(address) ?? 0,
    change(address: string, by: number): void {
      const next = (held.get(address) ?? 0) + by;
      if (next > 0) held.set(address, next);
      else held.delete(address);
    },
  };
}

/** Takes WebSocket requests at `/ws`. Returns a switch that turns new ones away while the hub closes. */
export function upgrades(server: Server, rules: UpgradeRules, sockets: Sockets, count: Counters): () => void {
  const sessions = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  const trusted = proxyAddr.compile([...rules.trustProxy]);
  const held = tally();
  let closing = false;

  const refusal = (request: IncomingMessage, address: string): Refusal | null => {
    if (request.url?.split('?')[0] !== '/ws') return { status: 404, why: 'not-found', text: 'the hub is at /ws' };
    if (closing) return { status: 503, why: 'closing', text: 'the hub is closing' };
    if (!rules.origins.allows(request)) return { status: 403, why: 'forbidden', text: 'this origin is not allowed' };
    if (sockets.size >= rules.connections) return { status: 503, why: 'too-many', text: 'the hub is full' };
    if (held.of(address) >= rules.connectionsPerAddress) {
      return { status: 429, why: 'too-many', text: 'too many connections from this address' };
    }
    return null;
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const address = networkOf(proxyAddr(request, trusted));
    const refused = refusal(request, address);
    if (refused) {
      countUp(count.turnedAway, refused.why);
      return turnAway(socket, refused);
    }
    sessions.handleUpgrade(request, socket, head, (session) => {
      held.change(address, 1);
      session.once('close', () => held.change(address, -1));
      sockets.add(session, address);
    });
  });
  return () => {
    closing = true;
  };
}
