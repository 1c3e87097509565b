import type { Ops, WireSettings } from '../../protocol/index.js';
import { boolean, type Check, nullable, object, optional, string } from '../check.js';
import { eraseUser } from '../erase.js';
import { invalid } from '../errors.js';
import type { OpTable } from '../op.js';
import { settingsOfUser } from '../settings.js';

type Patch = Ops['settings.set']['args'];

const language: Check<string> = (value, field) => {
  const tag = string(35, 1)(value, field);
  if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag)) throw invalid(field, 'must be a BCP 47 language tag');
  return tag;
};

const merged = (before: WireSettings, { privacy, push }: Patch): WireSettings => {
  const { language: said, ...rest } = { ...before.push, ...push };
  return {
    privacy: { ...before.privacy, ...privacy },
    push: { ...rest, ...(said !== undefined && said !== null && { language: said }) },
  };
};

export const settingsOps: OpTable<'settings.get' | 'settings.set' | 'users.erase'> = {
  'settings.get': {
    auth: 'user',
    check: object({}),
    run: ({ core, user }) => core.read(async (tx) => settingsOfUser(await tx.users.get(user))),
  },
  'settings.set': {
    auth: 'user',
    check: object({
      privacy: optional(object({ receipts: optional(boolean), typing: optional(boolean) })),
      push: optional(
        object({ language: optional(nullable(language)), detail: optional(boolean), whileOnline: optional(boolean) }),
      ),
    }),
    run: ({ core, user }, patch) =>
      core.write(async (work) => {
        const row = await work.user(user, 'user');
        const before = settingsOfUser(row);
        const settings = merged(before, patch);
        if (JSON.stringify(settings) === JSON.stringify(before)) return settings;
        await work.tx.users.put({ ...row, settings });
        await work.tellUser(user, { t: 'settings' }, 'settings');
        return settings;
      }),
  },
  'users.erase': {
    auth: 'user',
    alone: true,
    check: object({}),
    async run({ core, caller, session, user }) {
      const endOthers = () => {
        for (const other of core.online.of(user)) {
          if (other !== session) other.line.bye({ why: 'kicked', reason: 'the user was erased' });
        }
      };
      endOthers();
      await core.busy.close(user, () => eraseUser(core, user));
      // One may have signed in meanwhile.
      endOthers();
      caller.leave();
      return {};
    },
  },
};
