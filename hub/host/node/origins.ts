import type { IncomingMessage } from 'node:http';
import { SetupError } from './setup-error.js';

/** `*`: every page of the web. A list: these, and the hub's own pages. */
export type AllowedOrigins = '*' | readonly string[];

export interface OriginRules {
  /** No `Origin` (not a browser, or a plain navigation) passes. */
  allows(request: Pick<IncomingMessage, 'headers'>): boolean;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host === '::1' ? '[::1]' : host);

function checked(origin: string): string {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  const plain = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username;
  if (!plain) throw new SetupError(`origin "${origin}" is not like https://shop.example (or *)`);
  return url.origin;
}

/**
 * Same origin is `publicUrl`'s where it is known, else the host the request was sent to. A hub bound to loopback takes
 * only loopback names for its own, so that a foreign name pointed at 127.0.0.1 does not count as the same origin.
 */
export function originRules(allowed: AllowedOrigins, bound: string, publicUrl?: string): OriginRules {
  if (allowed === '*') return { allows: () => true };
  const list = new Set(allowed.map(checked));
  if (publicUrl) list.add(checked(new URL(publicUrl).origin));
  const isOwn = (origin: URL, host: string | undefined): boolean =>
    !publicUrl && origin.host === host && (!isLoopback(bound) || isLoopback(origin.hostname));
  return {
    allows: ({ headers }) => {
      const { origin, host } = headers;
      if (origin === undefined) return true;
      return URL.canParse(origin) && (list.has(origin) || isOwn(new URL(origin), host));
    },
  };
}
