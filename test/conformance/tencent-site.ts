import { SITE_RULES, type Site } from '../contracts/engine/harness.js';
import type { Peer } from './tencent-harness.js';

/** As the peer keeps what it hands to phones. */
interface Push {
  readonly id: string;
  readonly users: readonly string[];
  readonly body: readonly unknown[];
  readonly title: string;
  readonly words: string;
  readonly android: string;
}

const read = ({ id, users, body, title, words, android }: Push): Site['pushes'][number] => ({
  users: users.map((user) => ({ id: user, detail: true })),
  message: { id, content: body },
  ...((title || words || android) && {
    push: { ...(title && { title }), ...(words && { body: words }), ...(android && { sound: android }) },
  }),
});

/** Code of a site behind an app of the peer's. */
export const siteOf = (peer: () => Peer, engine: Site['engine']): Site => {
  let pushes: Site['pushes'] = [];
  let asking = false;
  const ask = async (): Promise<void> => {
    asking = true;
    const { pushes: all } = (await peer().act('pushes')) as { pushes: readonly Push[] };
    pushes = all.map(read);
    asking = false;
  };
  return {
    engine,
    reports: [],
    get pushes() {
      if (!asking) void ask();
      return pushes;
    },
  };
};

const { blocked, reason, altered, becomes } = SITE_RULES;
export const RULES = { blocked, reason, altered, becomes };
