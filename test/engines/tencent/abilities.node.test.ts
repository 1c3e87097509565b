import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Ability, isAble } from '../../../engines/tencent/abilities.js';
import type { Link } from '../../../engines/tencent/link.js';
import type { Sdk } from '../../../engines/tencent/sdk.js';

/** A sign-in whose SDK answers these one after the other, the last one for good. */
const linkOf = (answers: readonly (() => string | Promise<unknown>)[]): Pick<Link, 'call' | 'kept'> => {
  const left = [...answers];
  const callExperimentalAPI = () => (left.length > 1 ? left.shift() : left[0])?.() ?? '';
  const shelf = new Map<string, unknown>();
  return {
    async call(work) {
      return (await work({ callExperimentalAPI } as unknown as Sdk))?.data as never;
    },
    kept(name, make) {
      if (!shelf.has(name)) shelf.set(name, make());
      return shelf.get(name) as never;
    },
  };
};
const bits = (...places: number[]): string =>
  [...'0'.repeat(64)].map((bit, at) => (places.includes(63 - at) ? '1' : bit)).join('');

describe('what an app of Tencent has bought', () => {
  const able = (link: ReturnType<typeof linkOf>) =>
    Promise.all((['extensions', 'reactions'] as const satisfies readonly Ability[]).map((one) => isAble(link, one)));

  it('is waited for until the SDK knows it', async () => {
    const unknown = () => '0';
    assert.deepEqual(await able(linkOf([unknown, unknown, () => bits(13)])), [true, false]);
    assert.deepEqual(await able(linkOf([unknown, () => bits(48)])), [false, true]);
  });

  it('is nothing where an older SDK does not answer', async () => {
    assert.deepEqual(await able(linkOf([() => Promise.reject(new Error('2905'))])), [false, false]);
  });
});
