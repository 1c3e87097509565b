import { object } from '../check.js';
import { eraseUser } from '../erase.js';
import type { OpTable } from '../op.js';
import { settingsOfUser } from '../settings.js';
import { mergeSettings, settingsPatch } from '../settings-patch.js';

export const settingsOps: OpTable<'settings.get' | 'settings.set' | 'users.erase'> = {
  'settings.get': {
    auth: 'user',
    check: object({}),
    run: ({ core, user }) => core.read(async (tx) => settingsOfUser(await tx.users.get(user))),
  },
  'settings.set': {
    auth: 'user',
    check: settingsPatch,
    run: ({ core, user }, patch) =>
      core.write(async (work) => {
        const row = await work.user(user, 'user');
        const before = settingsOfUser(row);
        const settings = mergeSettings(before, patch);
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
