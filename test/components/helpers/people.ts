import {
  type Contact,
  type ContactRequest,
  type DeviceInfo,
  ImError,
  type Settings,
  type SettingsPatch,
  type User,
} from '../../../core/index.js';
import { NOW, SELF } from './client.js';
import { WritingClient } from './writing.js';

/** The double with people: lists reach the store as the core's do, once loaded. */
export class PeopleClient extends WritingClient {
  people: readonly Contact[] = [];
  contactGroups: readonly string[] = [];
  asking: readonly ContactRequest[] = [];
  directory: readonly User[] = [];
  sessions: readonly DeviceInfo[] = [];
  kept: Settings = {
    privacy: { receipts: true, typing: true, lastSeen: false },
    push: { detail: true, whileOnline: false },
    contacts: { accept: 'confirm', only: false },
    notify: { pausedUntil: 0, all: 'all', kinds: {}, spaces: {} },
  };
  watched: string[] = [];
  refuses: ImError | undefined;

  constructor() {
    super();
    const log =
      (name: string, done?: (...args: never[]) => unknown) =>
      async (...args: unknown[]): Promise<unknown> => {
        this.calls.push([name, ...args]);
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (this.refuses) throw this.refuses;
        return done?.(...(args as never[]));
      };
    const each =
      (outcome: string) =>
      (ids: readonly string[]): Map<string, string> =>
        new Map(ids.map((id) => [id, outcome]));
    Object.assign(this, {
      contacts: {
        load: log('contacts.load', () => this.#show()),
        moreRequests: log('moreRequests', () => {
          this.store.commit('remote', (writer) => {
            for (const one of this.asking) writer.put('contact-request', one.id, one);
            writer.list(
              'contact-requests',
              this.asking.map(({ id }) => id),
            );
          });
          return false;
        }),
        add: log('contacts.add', () => 'pending'),
        remove: log('contacts.remove', each('removed')),
        update: log('contacts.update', (id: string, patch: Partial<Contact>) =>
          this.store.commit('remote', (writer) => writer.patch('contact', id, patch)),
        ),
        accept: log('accept'),
        refuse: log('refuse'),
        withdraw: log('withdraw'),
        readRequests: log('readRequests'),
        createGroup: log('createGroup'),
        renameGroup: log('renameGroup'),
        removeGroup: log('removeGroup'),
      },
      blocklist: {
        load: log('blocklist.load', () => this.store.commit('remote', (writer) => writer.list('blocked', ['bob']))),
        add: log('block', each('blocked')),
        remove: log('unblock', each('removed')),
      },
      presence: {
        watch: (ids: readonly string[]) => {
          this.watched.push(...ids);
          return () => {
            this.watched = this.watched.filter((id) => !ids.includes(id));
          };
        },
        set: log('presence.set'),
      },
      devices: { list: log('devices.list', () => this.sessions), end: log('devices.end') },
      settings: {
        load: log('settings.load', () => this.#set(this.kept)),
        set: log('settings.set', (patch: SettingsPatch) => {
          const { privacy, push, contacts = this.kept.contacts, notify } = this.kept;
          const { pausedUntil, all, quiet } = patch.notify ?? {};
          this.#set({
            privacy: { ...privacy, ...patch.privacy },
            push: { ...push, ...patch.push },
            contacts: { ...contacts, ...patch.contacts } as NonNullable<Settings['contacts']>,
            notify: {
              ...(notify as NonNullable<Settings['notify']>),
              ...(pausedUntil !== undefined && { pausedUntil }),
              ...(all && { all }),
              ...(quiet !== undefined && { quiet: quiet ?? undefined }),
            },
          });
        }),
        erase: log('erase'),
      },
    });
    Object.assign(this.users, {
      get: log('users.get', (ids: readonly string[]) => this.directory.filter(({ id }) => ids.includes(id))),
      search: log('users.search', (words: string) => {
        const items = this.directory.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(words));
        this.store.commit('remote', (writer) => {
          for (const user of items) writer.put('user', user.id, user);
        });
        return { items };
      }),
      update: log('users.update'),
      picture: log('users.picture', () => 'file-1'),
    });
    Object.assign(this.conversations, { view: log('view', () => false) });
  }

  #set(settings: Settings): void {
    this.kept = settings;
    this.store.commit('remote', (writer) => writer.put('settings', 'self', settings));
  }

  #show(): void {
    this.store.commit('remote', (writer) => {
      for (const one of this.people) writer.put('contact', one.userId, one);
      writer.list(
        'contacts',
        this.people.map(({ userId }) => userId),
      );
      writer.list('contact-groups', this.contactGroups);
    });
  }

  /** Somebody in the list. */
  know(id: string, name: string, more: Partial<Contact> = {}): this {
    this.store.commit('local', (writer) => writer.put('user', id, { id, name }));
    this.people = [...this.people, { userId: id, groups: [], since: 1, ...more }];
    return this;
  }

  here(id: string, state: 'online' | 'away' | 'offline', more: object = {}): void {
    this.store.commit('remote', (writer) => writer.put('presence', id, { userId: id, state, ...more }));
  }
}

export const request = (id: string, from: string, more: Partial<ContactRequest> = {}): ContactRequest => ({
  id,
  from,
  to: from === SELF ? 'ann' : SELF,
  at: NOW - 60_000,
  state: 'pending',
  read: false,
  ...more,
});

export const forbidden = (): ImError => new ImError('forbidden');
