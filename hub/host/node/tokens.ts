import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { HubError } from '../../service/errors.js';
import type { Claims, Tokens } from '../../service/types.js';
import { refuse } from './refusal.js';

const ALGORITHM = 'HS256';
export const TOKEN_AUDIENCE = 'im-elements';
/** The hub's words to itself never pass as somebody's token, nor the other way round. */
const SEALED_AUDIENCE = 'im-elements/sealed';
const VISITOR_TTL_MS = 365 * 24 * 60 * 60 * 1000;
const ACCOUNT_TTL_MS = 30 * 24 * 60 * 60 * 1000;
const CLOCK_TOLERANCE_S = 5;

export interface HostTokens extends Tokens {
  /** A token as a site's back end would sign it. `ttlMs` is how long it is good for. */
  issue(claims: Omit<Claims, 'expiresAt' | 'issuedAt'>, ttlMs: number): Promise<string>;
}

/** What is wrong with a token, without a word of the token itself. */
function reason(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JOSEAlgNotAllowed) return `signed with an algorithm other than ${ALGORITHM}`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signed with another secret, or forged';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'aud' ? 'made for another audience' : `not good: claim "${error.claim}" is missing or wrong`;
  }
  return 'malformed';
}

const unfit = (what: string, claim: string): Error =>
  refuse('unauthorized', `${what} is not good: claim "${claim}" is missing or wrong`, { field: 'token' });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function claimsOf(payload: JWTPayload): Claims {
  if (!text(payload.sub)) throw unfit('token', 'sub');
  return {
    userId: payload.sub as string,
    name: text(payload.name),
    avatar: text(payload.avatar),
    kind: payload.kind === 'visitor' ? 'visitor' : 'user',
    expiresAt: (payload.exp as number) * 1000,
    ...(payload.iat !== undefined && { issuedAt: Math.round(payload.iat * 1000) }),
  };
}

/** Signs and verifies with one secret of at least 32 bytes (see `secretBytes`). `now` is for tests. */
export function createTokens(secret: Uint8Array, now: () => number = Date.now): HostTokens {
  const sign = (payload: JWTPayload, audience: string, ttlMs: number): Promise<string> =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setAudience(audience)
      // To the millisecond: who ended a session and signs in again at once has a token of later.
      .setIssuedAt(now() / 1000)
      .setExpirationTime(Math.ceil((now() + ttlMs) / 1000))
      .sign(secret);

  const check = async (token: unknown, audience: string, what: string): Promise<JWTPayload> => {
    if (typeof token !== 'string' || token === '') {
      throw refuse('unauthorized', `${what} is missing`, { field: 'token' });
    }
    try {
      const options = { audience, algorithms: [ALGORITHM], currentDate: new Date(now()) };
      const tolerance = audience === TOKEN_AUDIENCE ? CLOCK_TOLERANCE_S : 0;
      const { payload } = await jwtVerify(token, secret, { ...options, clockTolerance: tolerance });
      if (payload.exp === undefined) throw unfit(what, 'exp');
      return payload;
    } catch (error) {
      throw error instanceof HubError
        ? error
        : refuse('unauthorized', `${what} is ${reason(error)}`, { field: 'token' });
    }
  };

  const issue: HostTokens['issue'] = ({ userId, name, avatar, kind }, ttlMs) =>
    sign({ sub: userId, name, avatar, kind }, TOKEN_AUDIENCE, ttlMs);

  return {
    issue,
    verify: async (token) => claimsOf(await check(token, TOKEN_AUDIENCE, 'token')),
    visitor: (userId) => issue({ userId, kind: 'visitor' }, VISITOR_TTL_MS),
    account: (userId) => issue({ userId, kind: 'user' }, ACCOUNT_TTL_MS),
    seal: (payload, ttlMs) => sign({ sealed: payload }, SEALED_AUDIENCE, ttlMs),
    open: async (sealed) => {
      const payload = await check(sealed, SEALED_AUDIENCE, 'signature');
      return (payload.sealed ?? {}) as Readonly<Record<string, string | number>>;
    },
  };
}
