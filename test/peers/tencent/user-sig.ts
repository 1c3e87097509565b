import { createHmac } from 'node:crypto';
import { inflateSync } from 'node:zlib';

/** What the demo's back end signs with where it has no key of a real app. */
const KEY = 'demo';

export interface Token {
  readonly user: string;
  /** Milliseconds. */
  readonly until: number;
  readonly good: boolean;
}

/** A userSig as sites make them (TLSSigAPIv2), checked as the service does; undefined where it is none. */
export function readUserSig(sig: string): Token | undefined {
  const base64 = sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  try {
    const told = JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString()) as Record<string, string | number>;
    const names = ['identifier', 'sdkappid', 'time', 'expire'];
    const signed = names.map((name) => `TLS.${name}:${told[`TLS.${name}`]}\n`).join('');
    return {
      user: String(told['TLS.identifier']),
      until: (Number(told['TLS.time']) + Number(told['TLS.expire'])) * 1000,
      good: createHmac('sha256', KEY).update(signed).digest('base64') === told['TLS.sig'],
    };
  } catch {
    return undefined;
  }
}
