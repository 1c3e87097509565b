import { type Client, isImError } from '../../core/index.js';

/** The group of the messenger page, and what is on the places page. */
const TEAM = { id: 'team', name: 'Team' } as const;
const SPACE = { id: 'northlight', name: 'Northlight' } as const;
const CHANNELS = ['general', 'brass', 'glass'] as const;

/** A client of the page that has been made and started. */
const clientOf = (host: Element): Promise<Client> =>
  new Promise((resolve) => {
    const known: unknown = Reflect.get(host, 'current');
    if (known) resolve(known as Client);
    else
      host.addEventListener('im-client-ready', (event) => resolve((event as CustomEvent).detail.client), {
        once: true,
      });
  });

/**
 * Our own server starts with people who have names and a group; on the app of a vendor they give themselves names, and the
 * first of them makes the group, unless it is there.
 */
export async function settleIn(hosts: readonly Element[]): Promise<void> {
  const people = await Promise.all(
    hosts.map(async (host) => {
      const client = await clientOf(host);
      await client.session.start();
      const id = host.getAttribute('user-id') ?? '';
      const [self] = await client.users.get([id]);
      const name = host.closest('[aria-label]')?.ariaLabel;
      if (name && !self?.name) await client.users.update({ name });
      return { client, id };
    }),
  );
  const [first, ...others] = people;
  const members = others.map(({ id }) => id);
  if (first) await unlessThere(first.client.groups.create({ ...TEAM, policy: 'invite', members }));
}

/** A space with channels, of whoever comes first; others go into it. */
export async function settleInSpace(host: Element): Promise<void> {
  const client = await clientOf(host);
  await client.session.start();
  const made = await unlessThere(client.spaces.create({ ...SPACE, policy: 'open' }));
  if (!made) return void (await unlessThere(client.spaces.join(SPACE.id)));
  for (const name of CHANNELS) await unlessThere(client.spaces.createChannel(SPACE.id, { id: name, name }));
}

/** undefined: it was there. */
async function unlessThere<T>(making: Promise<T>): Promise<T | undefined> {
  try {
    return await making;
  } catch (error) {
    if (isImError(error) && error.code === 'conflict') return undefined;
    throw error;
  }
}
