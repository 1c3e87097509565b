import { type Client, isImError } from '../../core/index.js';

/** The group of the messenger page. */
const TEAM = { id: 'team', name: 'Team' } as const;

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
  if (!first) return;
  try {
    await first.client.groups.create({ ...TEAM, policy: 'invite', members: others.map(({ id }) => id) });
  } catch (error) {
    if (!isImError(error) || error.code !== 'conflict') throw error;
  }
}
