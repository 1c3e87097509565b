import type { Contact, Group, Space, User, UserId } from '../model/index.js';

/**
 * What the page knows of people, groups and spaces: asked where the back end keeps none, and believed where both know.
 * Each is asked for lists of ids and answers those it knows; what takes longer than ten seconds, or throws, is left out
 * and logged. Asked again with `users.refresh`, `groups.get` and `contacts.load`.
 */
export interface Providers {
  users?(ids: readonly UserId[]): Promise<readonly User[]>;
  groups?(ids: readonly string[]): Promise<readonly (Pick<Group, 'id'> & Partial<Group>)[]>;
  /** All of them. */
  contacts?(): Promise<readonly (Pick<Contact, 'userId'> & Partial<Contact>)[]>;
  spaces?(): Promise<readonly (Pick<Space, 'id'> & Partial<Space>)[]>;
}
