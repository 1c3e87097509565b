import proxyAddr from '@fastify/proxy-addr';
import type { FastifyInstance } from 'fastify';
import type { Hub, HubOptions } from '../../service/index.js';
import type { AllowedOrigins } from './origins.js';
import { SetupError } from './setup-error.js';

export interface StaticFolder {
  /** Begins and ends with a slash. */
  readonly prefix: string;
  /** Several: the first that has the file serves it. */
  readonly dir: string | readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Path below `dir`, with a leading slash. Left out: everything but dot files. */
  readonly allow?: (path: string) => boolean;
}

export interface HostLimits {
  /** WebSocket connections in all, and from one address (of IPv6, one /64 network; so for all limits by address). */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** Uploads and downloads in one minute from one address. */
  readonly uploadsPerMinute: number;
  readonly downloadsPerMinute: number;
  /** Longest HTTP body that is not a file, bytes. */
  readonly bodyBytes: number;
  /** An upload that has not ended by then is cut, milliseconds. */
  readonly requestMs: number;
  /** A connection that says nothing for so long is closed, milliseconds. WebSockets are pinged instead. */
  readonly idleMs: number;
  readonly pingMs: number;
  /** When more than this waits to be sent on all WebSockets together, those that do not read are let go sooner, bytes. */
  readonly bufferedBytes: number;
  /** Files are refused when less than this would be left on the disk, bytes: messages need it. */
  readonly spareBytes: number;
  /** Uploads that no message carries are deleted after this, milliseconds. */
  readonly orphanMs: number;
}

export const HOST_LIMITS: HostLimits = {
  connections: 10_000,
  connectionsPerAddress: 500,
  uploadsPerMinute: 120,
  downloadsPerMinute: 1_200,
  bodyBytes: 64 * 1024,
  requestMs: 30 * 60_000,
  idleMs: 60_000,
  pingMs: 30_000,
  bufferedBytes: 512 * 1024 * 1024,
  spareBytes: 256 * 1024 * 1024,
  orphanMs: 24 * 3_600_000,
};

export interface StartOptions {
  /** Directory of the database and the files; made when missing. */
  readonly data: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** At least 32 bytes; shared with the site's back end, which signs tokens with it. */
  readonly secret: Uint8Array | string;
  /** Pages that may talk to the hub besides its own. Default: none. */
  readonly origins?: AllowedOrigins;
  readonly options?: HubOptions;
  readonly limits?: Partial<HostLimits>;
  /** `false`: no log. A level of pino: JSON lines on standard error from there on. Default `info`. */
  readonly log?: false | 'debug' | 'info' | 'warn' | 'error';
  /** The address people see, where a proxy stands before the hub. Decides what the same origin is. */
  readonly publicUrl?: string;
  /** Proxies (addresses, subnets or `loopback`) whose `X-Forwarded-For` is believed. Default: none. */
  readonly trustProxy?: readonly string[];
  readonly static?: readonly StaticFolder[];
  /** More routes, before the hub listens. */
  readonly extend?: (app: FastifyInstance, hub: Hub) => void | Promise<void>;
}

function checkProxies(proxies: readonly string[]): void {
  for (const proxy of proxies) {
    try {
      proxyAddr.compile([proxy]);
    } catch {
      throw new SetupError(`trusted proxy "${proxy}" is not an IP address, a subnet or "loopback"`);
    }
  }
}

/** Throws a SetupError naming the option that makes no sense. */
export function checkStart({ port, host, publicUrl, limits, trustProxy }: StartOptions): HostLimits {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new SetupError(`port ${port} is not from 0 to 65535`);
  if (host.trim() === '') throw new SetupError('host is empty');
  if (publicUrl !== undefined && !(URL.canParse(publicUrl) && /^https?:/.test(publicUrl))) {
    throw new SetupError(`public URL "${publicUrl}" is not like https://chat.example`);
  }
  checkProxies(trustProxy ?? []);
  const all = { ...HOST_LIMITS, ...limits };
  for (const [name, value] of Object.entries(all)) {
    if (!(Number.isFinite(value) && value > 0)) throw new SetupError(`limit ${name} must be above 0, is ${value}`);
  }
  return all;
}
