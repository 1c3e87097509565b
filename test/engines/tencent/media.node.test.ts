import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isImError } from '../../../core/model/index.js';
import { tencentError } from '../../../engines/tencent/errors.js';
import { mediaFacet } from '../../../engines/tencent/facets/media.js';
import type { Link } from '../../../engines/tencent/link.js';
import type { Sdk } from '../../../engines/tencent/sdk.js';

const TEXT = { type: 'TIMTextElem', payload: { text: 'tea' } };

/** A sign-in whose service keeps such a bundle. */
const linkOf = (payload: object): Link =>
  ({
    self: () => 'ann',
    async call(work: (sdk: Sdk) => Promise<{ readonly data: unknown } | undefined>) {
      const downloadMergerMessage = async () => ({ type: 'TIMRelayElem', payload });
      try {
        return (await work({ downloadMergerMessage } as unknown as Sdk))?.data;
      } catch (error) {
        throw tencentError(error);
      }
    },
  }) as unknown as Link;

const bundle = (layers: number): { readonly type: string; readonly payload: object } => {
  let element: { readonly type: string; readonly payload: object } = TEXT;
  for (let n = 0; n < layers; n++) {
    const messageList = [{ from: 'bob', time: 1, messageBody: [element], cloudCustomData: '' }];
    element = { type: 'TIMRelayElem', payload: { title: 'tea', abstractList: [], messageList } };
  }
  return element;
};

const read = (layers: number) =>
  mediaFacet(linkOf(bundle(layers).payload), true).url({ id: 'tencent-bundle:key', name: '', bytes: 0, mime: '' });

test('a bundle that is kept apart is read; one that nobody can read is an error of ours', async () => {
  assert.equal(JSON.parse((await (await read(2)).blob?.text()) ?? '').messages.length, 1);
  await assert.rejects(read(8_000), isImError);
});
