import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/**
 * A userSig for one user (TLSSigAPIv2). Runs on your back end only: who has the key can be anybody.
 * `key` is the secret key of the app, as text; `seconds` how long the userSig holds; `now` in seconds since 1970.
 */
export function userSig({ sdkAppId, key, userId, seconds = 86_400, now = Math.floor(Date.now() / 1000) }) {
  if (!Number.isSafeInteger(sdkAppId) || sdkAppId <= 0) throw new TypeError('sdkAppId: a whole number above 0');
  if (typeof key !== 'string' || key === '') throw new TypeError('key: the secret key of the app is missing');
  // What is signed has a line for each value: a line break in an id would add lines of its own.
  if (typeof userId !== 'string' || !/^[\x21-\x7e]{1,32}$/.test(userId))
    throw new TypeError('userId: 1 to 32 letters, digits and signs without spaces');
  if (!Number.isSafeInteger(seconds) || seconds <= 0) throw new TypeError('seconds: a whole number above 0');
  const signed = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${now}\nTLS.expire:${seconds}\n`;
  const document = JSON.stringify({
    'TLS.ver': '2.0',
    'TLS.identifier': userId,
    'TLS.sdkappid': sdkAppId,
    'TLS.time': now,
    'TLS.expire': seconds,
    'TLS.sig': createHmac('sha256', key).update(signed).digest('base64'),
  });
  return deflateSync(document).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}
