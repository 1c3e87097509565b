import type { Key, Store, UserId } from '../../core/index.js';

/** What one calls a person: one's own remark, else his card in that group, else his name, else the bare id. */
export const personName = (store: Store, id: UserId, group?: string): string =>
  store.get('contact', id)?.remark ||
  (group && store.get('member', `${group}/${id}`)?.card) ||
  store.get('user', id)?.name ||
  id;

/** The records that `personName` reads. */
export const personKeys = (id: UserId, group?: string): readonly Key[] =>
  group ? [`contact/${id}`, `member/${group}/${id}`, `user/${id}`] : [`contact/${id}`, `user/${id}`];
