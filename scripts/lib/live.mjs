import { randomBytes } from 'node:crypto';
import { userSig } from '../../docs/engines/tencent-user-sig.mjs';

/** What the peer of test/peers/tencent takes, for all of its people under one SDKAppID. */
const LOOPBACK_APP = { sdkAppId: 1_400_000_001, key: 'demo' };
const HERE = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const NAMES = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);
const HOUR = 3600;

/** The real app that the environment names, `{sdkAppId, key, server?}`, or `{reason}` why there is none. Throws on values that are wrong. */
export function tencentApp({ TENCENT_APP_ID: id, TENCENT_SECRET_KEY: key, TENCENT_SERVER: server } = process.env) {
  const missing = Object.entries({ TENCENT_APP_ID: id, TENCENT_SECRET_KEY: key }).flatMap(([name, value]) =>
    value ? [] : [name],
  );
  if (missing.length > 0) return { reason: `Tencent's cloud was not tried: ${missing.join(' and ')} not set` };
  if (!/^[1-9]\d*$/.test(id)) throw new TypeError('TENCENT_APP_ID: digits alone');
  if (server && !/^wss?:\/\//.test(server)) throw new TypeError('TENCENT_SERVER: an address with wss://');
  return { sdkAppId: Number(id), key, ...(server && { server }) };
}

/** `kind`: good, forged (with another key) or expired; `life` in seconds. */
function sign({ sdkAppId, key }, query) {
  const [kind, life] = [query.get('kind') ?? 'good', Number(query.get('life') ?? HOUR)];
  const signer = kind === 'forged' ? randomBytes(32).toString('hex') : key;
  const past = kind === 'expired' && { now: Math.floor(Date.now() / 1000) - 2 * HOUR, seconds: HOUR };
  return userSig({ sdkAppId, key: signer, userId: query.get('user'), seconds: life, ...past });
}

/**
 * For pages on this machine alone: `/__live__/tencent` answers the app of the environment, `{sdkAppId, server?}` or `{reason}`;
 * with `?user=ada` a `{userSig}` for him. `/__live__/loopback` the same for the peer. No answer holds a key.
 */
export function livePlugin(env = process.env) {
  return {
    name: 'live',
    serve({ path, URL: url, ip }) {
      const [, name] = /^\/__live__\/(tencent|loopback)$/.exec(path) ?? [];
      if (!name) return undefined;
      // Also by its name: a page of elsewhere whose name was turned to this machine is none of ours.
      if (!HERE.has(ip) || !NAMES.has(url.hostname)) return { body: '{}', type: 'application/json' };
      const { key, ...told } = name === 'tencent' ? tencentApp(env) : LOOPBACK_APP;
      const answer = url.searchParams.has('user') && key ? { userSig: sign({ ...told, key }, url.searchParams) } : told;
      return { body: JSON.stringify(answer), type: 'application/json', headers: { 'cache-control': 'no-store' } };
    },
  };
}
