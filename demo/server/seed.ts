import type { HostTokens, Hub } from '../../hub/host/node/index.js';
import type { OpName, Ops, ServerFrame, WireError } from '../../hub/protocol/index.js';
import { type DemoPerson, FIRST_WORDS, PEOPLE, TEAM } from './people.js';

type Call = <O extends OpName>(op: O, args: Ops[O]['args']) => Promise<Ops[O]['result']>;

const failure = ({ code, message }: WireError): Error => Object.assign(new Error(message), { code });

/** Signs a person in as any client would, lets `work` call, and leaves again. */
async function as({ user, name }: DemoPerson, hub: Hub, tokens: HostTokens, work?: (call: Call) => Promise<void>) {
  const waiting = new Map<number, (frame: Extract<ServerFrame, { id: number }>) => void>();
  const connection = hub.connect({
    send: (frame) => {
      if ('id' in frame) waiting.get(frame.id)?.(frame);
    },
    close: () => undefined,
  });
  let id = 0;
  const call: Call = (op, args) =>
    new Promise((resolve, reject) => {
      id += 1;
      waiting.set(id, (frame) => (frame.ok ? resolve(frame.result as never) : reject(failure(frame.error))));
      connection.receive({ id, op, args });
    });
  try {
    const token = await tokens.issue({ userId: user, name, kind: 'user' }, 60_000);
    await call('session.hello', { protocol: 1, token, device: { id: 'demo-seed', class: 'desktop', name: 'Demo' } });
    await work?.(call);
    await call('session.logout', {});
  } finally {
    connection.closed();
  }
}

/** Makes the demo's people known and its group exist. Once done, it changes nothing. */
export async function seed(hub: Hub, tokens: HostTokens): Promise<void> {
  for (const person of PEOPLE) if (person.user !== TEAM.owner) await as(person, hub, tokens);
  const owner = PEOPLE.find(({ user }) => user === TEAM.owner);
  if (!owner) return;
  await as(owner, hub, tokens, async (call) => {
    const { items } = await call('groups.get', { ids: [TEAM.id] });
    if (items.length > 0) return;
    await call('groups.create', { id: TEAM.id, name: TEAM.name, policy: 'invite', members: TEAM.members });
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
