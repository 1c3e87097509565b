/** `node _hub.ts <plan as JSON>`: a hub as a process of its own, with what will be opened already said. Prints where it is, in one line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callerOf } from '../../../../demo/server/caller.js';
import { closeOnSignals, createTokens, startHub } from '../../../../hub/host/node/index.js';
import { pictures } from '../../lib/pictures.js';
import type { SeedPlan } from '../../page/contract.js';
import { PEOPLE, PICTURES } from '../../page/data.js';
import { BUSY } from './_busy.js';
import { fillAll, OTHER, ownersOf, type Speaker, type Speakers, viewerOf } from './_talk.js';

const SECRET = 'a secret of the benchmark that is long enough';
const DAY_MS = 86_400_000;

const plan = JSON.parse(process.argv[2] ?? '{}') as SeedPlan;
const data = mkdtempSync(join(tmpdir(), 'im-bench-'));
process.on('exit', () => rmSync(data, { recursive: true, force: true }));
const running = await startHub({
  ...{ data, host: '127.0.0.1', port: 0, secret: SECRET, log: false, origins: '*', options: BUSY },
  limits: { downloadsPerMinute: 1e6, uploadsPerMinute: 1e6 },
});
closeOnSignals(running);

const issuer = createTokens(new TextEncoder().encode(SECRET));
const others = plan.lists.flatMap((count) => [viewerOf(count), ...ownersOf(count)]).map((id) => ({ id, name: id }));
const tokens: Record<string, string> = {};
for (const { id, name } of [...PEOPLE, ...others])
  tokens[id] = await issuer.issue({ userId: id, name, kind: 'user' }, DAY_MS);

const signIn = async (user: string): Promise<Speaker> => {
  const { call, close } = callerOf(running.hub);
  await call('session.hello', {
    ...{ protocol: 1, token: tokens[user] as string, device: { id: `seed-${user}`, class: 'desktop' } },
  });
  return {
    call,
    close,
    async upload(blob, name) {
      const { path, token } = await call('media.ticket', {});
      const form = new FormData();
      form.set('file', blob, name);
      const address = new URL(path.replace(/^\//, ''), `${running.url}/`);
      const answer = await fetch(address, {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${token}` },
      });
      if (!answer.ok) throw new Error(`an upload was answered with ${answer.status}`);
      return ((await answer.json()) as { id: string }).id;
    },
  };
};
const known = new Map<string, Promise<Speaker>>();
const speakerOf = (user: string): Promise<Speaker> => {
  const speaker = known.get(user) ?? signIn(user);
  known.set(user, speaker);
  return speaker;
};
const speakers: Speakers = Object.assign(speakerOf, { inOrder: true });

const bytes = pictures();
const { upload } = await speakers(OTHER);
const files: Record<string, string> = {};
for (const { url } of PICTURES)
  files[url] = await upload(new Blob([new Uint8Array(bytes.get(url) as Buffer)], { type: 'image/png' }), url.slice(1));
await fillAll(speakers, plan, files);
console.log(JSON.stringify({ hub: running.url, tokens, files }));
