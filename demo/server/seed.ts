import type { HostTokens, Hub } from '../../hub/host/node/index.js';
import { type Call, callerOf } from './caller.js';
import { type DemoPerson, FIRST_WORDS, PEOPLE, SPACE, TEAM } from './people.js';

/** Signs a person in as any client would, lets `work` call, and leaves again. */
async function as({ user, name }: DemoPerson, hub: Hub, tokens: HostTokens, work?: (call: Call) => Promise<void>) {
  const { call, close } = callerOf(hub);
  try {
    const token = await tokens.issue({ userId: user, name, kind: 'user' }, 60_000);
    await call('session.hello', { protocol: 1, token, device: { id: 'demo-seed', class: 'desktop', name: 'Demo' } });
    await work?.(call);
    await call('session.logout', {});
  } finally {
    close();
  }
}

/** Makes the demo's people known and its group exist. Once done, it changes nothing. */
export async function seed(hub: Hub, tokens: HostTokens): Promise<void> {
  for (const person of PEOPLE) if (person.user !== TEAM.owner) await as(person, hub, tokens);
  const owner = PEOPLE.find(({ user }) => user === TEAM.owner);
  if (!owner) return;
  await as(owner, hub, tokens, async (call) => {
    const { items } = await call('groups.get', { ids: [TEAM.id] });
    if (items.length === 0)
      await call('groups.create', { id: TEAM.id, name: TEAM.name, policy: 'invite', members: TEAM.members });
    const { id, name, members, channels } = SPACE;
    const spaces = await call('spaces.list', {});
    if (spaces.items.some((one) => one.id === id)) return;
    await call('spaces.create', { id, name, members });
    for (const channel of channels) await call('spaces.create-channel', { space: id, ...channel });
  });
  for (const [at, { from, to, text }] of FIRST_WORDS.entries()) {
    const person = PEOPLE.find(({ user }) => user === from);
    const content = { kind: 'text', text };
    // The same name of the sending every time: the hub takes it once.
    if (person)
      await as(person, hub, tokens, async (call) => {
        await call('messages.send', { conversation: to, clientId: `demo-seed-${at}`, content });
      });
  }
}
