import type { Passwords } from '../../service/types.js';

const ROUNDS = 310_000;
const BYTES = 32;

const derive = async (password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<Uint8Array> => {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveBits']);
  const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, BYTES * 8);
  return new Uint8Array(bits);
};

const write = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const read = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Looks at every byte, wherever the first difference is. */
const isSame = (a: Uint8Array, b: Uint8Array): boolean => {
  let difference = a.length ^ b.length;
  for (let at = 0; at < BYTES; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
};

/** Passwords by PBKDF2, which is what pages have. Only where the page is a secure context. */
export const webPasswords = (): Passwords => ({
  async hash(password) {
    const salt = globalThis.crypto.getRandomValues(new Uint8Array(16));
    return `pbkdf2:${ROUNDS}:${write(salt)}:${write(await derive(password, salt, ROUNDS))}`;
  },
  async verify(password, hash) {
    const [, rounds, salt = '00', key = ''] = /^pbkdf2:(\d+):([0-9a-f]+):([0-9a-f]+)$/.exec(hash) ?? [];
    return isSame(await derive(password, read(salt), Number(rounds ?? ROUNDS)), read(key));
  },
});
