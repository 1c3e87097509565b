import type { ActsHost, RunningGroups } from '../acts/host.js';
import type { Group } from '../model/index.js';
import { applications } from './applications.js';
import { attributes } from './attributes.js';
import { groups } from './groups.js';
import { asking } from './host.js';
import { members } from './members.js';
import { Paged } from './paged.js';

/** Groups and what is done in them. */
export const createGroups = (host: ActsHost): RunningGroups => {
  const { ctx } = host;
  const { store, log } = ctx;
  const ask = asking(ctx);
  const mine = new Paged<Group>(
    ctx,
    'groups',
    (cursor, limit) => ask('mine', 'members')({ cursor, limit }),
    (writer, group) => {
      writer.put('group', group.id, group);
      return group.id;
    },
  );
  const { reload: reloadMembers, ...people } = members(host, ask);
  const { reload: reloadApplications, ...answers } = applications(host, ask);
  const whole = groups(host, ask);
  /** Groups that are shown may have changed too. */
  const refresh = async (): Promise<void> => {
    const ids = [...store.entries()]
      .filter(([key]) => key.startsWith('group/'))
      .map(([, group]) => (group as Group).id);
    if (ids.length > 0) await whole.get('', ids);
  };
  // The list is here again after what was missed could not be told: what else was read goes the same way.
  store.tap(({ changes }) => {
    if (!changes.some(({ key, after }) => key === 'meta/resync' && after === undefined)) return;
    const again = [mine.reload(), reloadMembers(), reloadApplications(), refresh()];
    Promise.all(again).catch((error) => log('warn', 'groups-not-reloaded', { error: String(error) }));
  });
  return { groups: { ...whole, ...people, ...answers, ...attributes(ask), more: async () => mine.more() } };
};
