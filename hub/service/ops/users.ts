import type { Ops } from '../../protocol/index.js';
import type { UserRow } from '../../storage/port.js';
import { dictionary, id, list, nullable, object, optional, string } from '../check.js';
import { HubError } from '../errors.js';
import type { OpTable, UserCall } from '../op.js';
import { wireUser } from '../wire.js';
import type { Work } from '../work.js';

export const NAME = 100;
export const ADDRESS = 2_048;
const FIELDS = 50;

/** To everybody who sees this person, and to his own devices. */
export const tellUser = async (work: Work, user: string): Promise<void> => {
  const event = { t: 'user', user } as const;
  await work.tellUser(user, event, `user:${user}`);
  for (const { key } of await work.tx.members.of(user)) await work.tell(key, event, `user:${user}`);
};

const merge = <T extends object>(before: T, patch: { readonly [K in keyof T]?: T[K] | null | undefined }): T => {
  const merged = Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(merged) as T;
};

const patched = (before: UserRow, { fields, ...patch }: Ops['users.update']['args']['patch']): UserRow => {
  const all = fields ? merge<Record<string, string>>(before.fields ?? {}, fields as never) : before.fields;
  if (all && Object.keys(all).length > FIELDS) {
    throw new HubError('too-large', `patch.fields: at most ${FIELDS}`, { field: 'patch.fields', limit: FIELDS });
  }
  return merge<UserRow>(before, { ...patch, fields: all } as Partial<UserRow>);
};

const visible = async (work: Work, { core, session, user }: UserCall, ids: readonly string[]): Promise<string[]> => {
  const wanted = [...new Set(ids)];
  if (session.kind === 'user') return wanted;
  const near = new Set([user, ...core.settings.desks, ...(await work.tx.members.sharing(user, wanted))]);
  return wanted.filter((one) => near.has(one));
};

export const userOps: OpTable<'users.get' | 'users.update'> = {
  'users.get': {
    auth: 'user',
    check: object({ ids: list(id, 1_000) }),
    async run(call, { ids }) {
      const limit = call.core.settings.limits.usersPerFetch;
      if (ids.length > limit) throw new HubError('too-large', `ids: at most ${limit}`, { field: 'ids', limit });
      return call.core.write(async (work) => {
        const rows = await work.tx.users.getMany(await visible(work, call, ids));
        return { items: rows.map(wireUser) };
      });
    },
  },
  'users.update': {
    auth: 'user',
    check: object({
      patch: object({
        name: optional(nullable(string(NAME, 1))),
        avatar: optional(nullable(string(ADDRESS, 1))),
        status: optional(nullable(string(200))),
        fields: optional(dictionary(nullable(string(1_000)), FIELDS)),
      }),
    }),
    run: ({ core, user }, { patch }) =>
      core.write(async (work) => {
        const before = await work.user(user, 'user');
        const row = patched(before, patch);
        // It is told once for each conversation: not for nothing.
        if (JSON.stringify(row) === JSON.stringify(before)) return wireUser(row);
        core.faces.take(user, core.clock.now());
        await work.tx.users.put(row);
        await tellUser(work, user);
        return wireUser(row);
      }),
  },
};
