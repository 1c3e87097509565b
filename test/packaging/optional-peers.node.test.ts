import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BuildFailure, build } from 'esbuild';

/** Packages that an application installs only for the back end that it uses. */
const PEERS = ['@tencentcloud/chat', 'tim-upload-plugin'];

test('who uses another back end can bundle the elements without the SDK of a vendor', async () => {
  const bundled = build({
    entryPoints: ['components/client/index.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'unused',
    write: false,
    logLevel: 'silent',
    alias: Object.fromEntries(PEERS.map((peer) => [peer, 'not-installed'])),
  });
  const result = await bundled.catch((failure: BuildFailure) => failure);
  assert.deepEqual(
    result.errors.map(({ text }) => text),
    [],
  );
  const texts = 'outputFiles' in result ? result.outputFiles.map(({ text }) => text) : [];
  const left = texts.join('\n').match(/import\("@?[\w/-]*(?:chat|not-installed)\/index\.es\.js"\)/g);
  assert.equal(left?.length, 1, 'what is missing is asked for when it is needed, not before');
});
