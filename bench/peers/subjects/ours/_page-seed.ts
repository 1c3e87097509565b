/** Fills the database of a page's hub: what is said goes through the hub, and then into the database in bulk. */
import { callerOf } from '../../../../demo/server/caller.js';
import { type PagePerson, pageToken, pageTokens } from '../../../../hub/host/page/tokens.js';
import { createHub } from '../../../../hub/service/index.js';
import type { SeedPlan } from '../../page/contract.js';
import { bulkStorage } from './_bulk.js';
import { BUSY } from './_busy.js';
import { type Files, fillAll, type Speaker } from './_talk.js';

/** No page may have that hub open. `name`: of the hub. */
export async function fillPageHub(
  name: string,
  people: readonly PagePerson[],
  plan: SeedPlan,
  files: Files,
): Promise<void> {
  const ids = { people: people.map(({ id }) => id), files: Object.values(files) };
  const { storage, keep } = await bulkStorage(`im-hub:${name}`, ids);
  const hub = await createHub({
    storage,
    tokens: pageTokens(people, Date.now),
    options: BUSY,
  });
  const signIn = async (user: string): Promise<Speaker> => {
    const { call, close } = callerOf(hub);
    await call('session.hello', {
      ...{ protocol: 1, token: pageToken(user), device: { id: `seed-${user}`, class: 'desktop' } },
    });
    return { call, close, upload: () => Promise.reject(new Error('pictures are there already')) };
  };
  const known = new Map<string, Promise<Speaker>>();
  const speakers = (user: string): Promise<Speaker> => {
    const speaker = known.get(user) ?? signIn(user);
    known.set(user, speaker);
    return speaker;
  };
  await fillAll(Object.assign(speakers, { inOrder: true }), plan, files);
  await keep();
  await hub.close();
}
