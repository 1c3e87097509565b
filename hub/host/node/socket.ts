import { type RawData, WebSocket } from 'ws';
import type { ServerFrame } from '../../protocol/index.js';
import { textOfPush } from '../../service/text.js';
import type { Hub, Peer } from '../../service/types.js';
import { type Counters, countUp } from './metrics.js';
import type { HostLimits } from './options.js';

/** A peer with more than this waiting to be sent does not read: `bye slow`, bytes. */
export const MAX_BUFFERED = 8 * 1024 * 1024;
/** So much may wait for one peer even when all of them together have too much waiting, bytes. */
const FAIR_SHARE = 256 * 1024;
/** Closing codes of RFC 6455. */
const CLOSE = { normal: 1000, badKind: 1003, badText: 1007, tryLater: 1013 } as const;
/** How long the other side may take to close, milliseconds. */
const CLOSE_MS = 2000;

interface Link {
  readonly socket: WebSocket;
  alive: boolean;
  open: boolean;
}

/** What waits to be sent to all peers together: many that do not read must not fill the memory. */
interface Backlog {
  bytes: number;
  readonly most: number;
}

/** Says the closing words and does not wait for ever for the answer. */
function part(link: Link, code: number, reason: string): void {
  link.open = false;
  link.socket.close(code, reason);
  const timer = setTimeout(() => link.socket.terminate(), CLOSE_MS);
  link.socket.once('close', () => clearTimeout(timer));
}

/** A frame that goes to many, as those of live rooms do, is made text once. */
const texts = new WeakMap<ServerFrame, string>();
const textOf = (frame: ServerFrame): string => {
  if ('push' in frame) return textOfPush(frame);
  if (!('signal' in frame) || frame.signal.t !== 'room') return JSON.stringify(frame);
  const text = texts.get(frame) ?? JSON.stringify(frame);
  texts.set(frame, text);
  return text;
};

function peerOf(link: Link, address: string, count: Counters, backlog: Backlog, forget: () => void): Peer {
  const { socket } = link;
  const write = (frame: ServerFrame): void => {
    const text = textOf(frame);
    backlog.bytes += text.length;
    socket.send(text, () => {
      backlog.bytes -= text.length;
    });
  };
  return {
    address,
    send(frame) {
      if (!link.open || socket.readyState !== WebSocket.OPEN) return;
      const most = backlog.bytes > backlog.most ? FAIR_SHARE : MAX_BUFFERED;
      if (socket.bufferedAmount <= most) return write(frame);
      countUp(count.ended, 'slow');
      write({ bye: { why: 'slow', reason: 'too much is waiting to be read' } });
      part(link, CLOSE.tryLater, 'slow');
      forget();
    },
    close() {
      if (link.open) part(link, CLOSE.normal, '');
    },
  };
}

const parse = (data: RawData): unknown => {
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
};

/** Joins one socket to the hub: JSON text both ways, anything else ends it with a code that says what was wrong. */
function join(hub: Hub, link: Link, address: string, count: Counters, backlog: Backlog): void {
  const { socket } = link;
  let gone = false;
  const forget = (): void => {
    if (gone) return;
    gone = true;
    link.open = false;
    connection.closed();
  };
  const end = (code: number, why: string, reason: string): void => {
    countUp(count.ended, why);
    part(link, code, reason);
    forget();
  };
  const connection = hub.connect(peerOf(link, address, count, backlog, () => queueMicrotask(forget)));
  socket.on('message', (data, isBinary) => {
    if (!link.open) return;
    if (isBinary) return end(CLOSE.badKind, 'binary', 'frames are JSON text, not binary');
    const frame = parse(data);
    if (frame === undefined) return end(CLOSE.badText, 'not-json', 'frames are JSON text');
    connection.receive(frame);
  });
  socket.on('pong', () => {
    link.alive = true;
  });
  // ws has closed by itself with the fitting code (1009 for a frame over the limit, 1002, 1007).
  socket.on('error', () => countUp(count.ended, 'bad-frame'));
  socket.on('close', forget);
}

export interface Sockets {
  readonly size: number;
  add(socket: WebSocket, address: string): void;
  /** Resolves when every socket is gone; those that do not go within `ms` are cut. */
  end(ms: number): Promise<void>;
}

type SocketLimits = Pick<HostLimits, 'pingMs' | 'bufferedBytes'>;

/** All living sockets. Every `pingMs` those that did not answer the last ping are cut. */
export function sockets(hub: Hub, count: Counters, limits: SocketLimits): Sockets {
  const links = new Set<Link>();
  const backlog: Backlog = { bytes: 0, most: limits.bufferedBytes };
  const beat = setInterval(() => {
    for (const link of links) {
      if (!link.alive) {
        countUp(count.ended, 'dead');
        link.socket.terminate();
        continue;
      }
      link.alive = false;
      link.socket.ping();
    }
  }, limits.pingMs);
  beat.unref();

  return {
    get size() {
      return links.size;
    },
    add(socket, address) {
      const link: Link = { socket, alive: true, open: true };
      links.add(link);
      socket.once('close', () => links.delete(link));
      join(hub, link, address, count, backlog);
    },
    async end(ms) {
      clearInterval(beat);
      const closed = [...links].map(({ socket }) => new Promise((done) => socket.once('close', done)));
      for (const { socket } of links) socket.close(1001, 'closing');
      const timer = setTimeout(() => {
        for (const { socket } of links) socket.terminate();
      }, ms);
      await Promise.all(closed);
      clearTimeout(timer);
    },
  };
}
