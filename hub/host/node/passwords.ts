import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Passwords } from '../../service/types.js';

/** 32 MB and about 0.1 s for each; written into each hash, so that they may grow. */
const COST = { N: 2 ** 15, r: 8, p: 1 };
const BYTES = 32;

const derive = (password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r };
    scrypt(password, salt, BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** What is no hash of ours is compared with something all the same: it takes as long. */
const read = (hash: string) => {
  const [, N, r, p, salt, key] = /^scrypt:(\d+):(\d+):(\d+):([\w-]+):([\w-]+)$/.exec(hash) ?? [];
  if (!N || !r || !p || !salt || !key) return { cost: COST, salt: randomBytes(16), key: randomBytes(BYTES) };
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
};

/** Passwords by scrypt. */
export const scryptPasswords = (): Passwords => ({
  async hash(password) {
    const salt = randomBytes(16);
    const key = await derive(password, salt, COST);
    return `scrypt:${COST.N}:${COST.r}:${COST.p}:${salt.toString('base64url')}:${key.toString('base64url')}`;
  },
  async verify(password, hash) {
    const { cost, salt, key } = read(hash);
    const told = await derive(password, salt, cost);
    return told.length === key.length && timingSafeEqual(told, key);
  },
});
