import { HubError, isUserId } from '../../service/index.js';
import type { Claims, Tokens } from '../../service/types.js';

/** A person of a page hub, known before the first sign-in. */
export interface PagePerson {
  readonly id: string;
  readonly name?: string;
  readonly avatar?: string;
}

/** What a page signs in with. There is nobody to keep a secret from: whoever runs the page runs the hub. */
export const pageToken = (user: string, expiresAt?: number, issuedAt?: number): string => {
  if (issuedAt !== undefined) return `page:${user}:${expiresAt ?? ''}:${issuedAt}`;
  return expiresAt === undefined ? `page:${user}` : `page:${user}:${expiresAt}`;
};

const bad = (message: string): HubError => new HubError('unauthorized', `token is ${message}`, { field: 'token' });

/** Tokens that say what they mean: `page:<user>`, `page:<user>:<expires, ms>:<made, ms>`, `visitor:<id>`. Times may be left out. */
export const pageTokens = (people: readonly PagePerson[], now: () => number): Tokens => {
  const known = new Map(people.map((person) => [person.id, person]));
  return {
    async verify(token): Promise<Claims> {
      const [kind, userId = '', expires = '', issued] = String(token).split(':');
      if ((kind !== 'page' && kind !== 'visitor') || !isUserId(userId)) throw bad('malformed');
      const expiresAt = expires === '' ? undefined : Number(expires);
      if (expiresAt !== undefined && !(expiresAt > now())) throw bad('expired');
      const { name, avatar } = known.get(userId) ?? {};
      const issuedAt = issued === undefined ? undefined : Number(issued) || 0;
      return { userId, name, avatar, kind: kind === 'page' ? 'user' : 'visitor', expiresAt, issuedAt };
    },
    visitor: async (userId) => `visitor:${userId}`,
    account: async (userId) => pageToken(userId, undefined, now()),
    seal: async (payload, ttlMs) => encode(JSON.stringify({ payload, until: now() + ttlMs })),
    async open(sealed) {
      const { payload, until } = decode(sealed);
      if (!(until > now())) throw bad('expired');
      return payload;
    },
  };
};

type Payload = Readonly<Record<string, string | number>>;

const encode = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(
    /[+/=]/g,
    (c) => ({ '+': '-', '/': '_' })[c] ?? '',
  );

const decode = (sealed: string): { payload: Payload; until: number } => {
  try {
    const bytes = Uint8Array.from(atob(sealed.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as { payload: Payload; until: number };
  } catch {
    throw bad('malformed');
  }
};
