import type { Contact, Group, Space, User, UserId } from '../model/index.js';

/**
 * What the page knows of people, groups and spaces: asked where the back end keeps none. Where both know, the page is
 * believed on people, and on the name, avatar, introduction and fields of groups; all else the back end knows stands,
 * and the page fills what is missing. Each is asked for lists of ids, or for the whole list, and answers those it knows;
 * what takes longer than ten seconds, throws, or has no id is left out and logged as `provider-failed`.
 * Asked again with `users.refresh`, `groups.get`, `contacts.load` and `spaces.load`.
 */
export interface Providers {
  users?(ids: readonly UserId[]): Promise<readonly User[]>;
  groups?(ids: readonly string[]): Promise<readonly (Pick<Group, 'id'> & Partial<Group>)[]>;
  /** All of them. */
  contacts?(): Promise<readonly (Pick<Contact, 'userId'> & Partial<Contact>)[]>;
  spaces?(): Promise<readonly (Pick<Space, 'id'> & Partial<Space>)[]>;
}
