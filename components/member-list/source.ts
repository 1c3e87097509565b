import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Client, type Member, type Role, toImError } from '../../core/index.js';

/** Which members are wanted. */
export interface Wanted {
  readonly client: Client | undefined;
  readonly group: string | undefined;
  readonly words: string;
  readonly filter: 'all' | 'admins' | 'muted';
}

const ROLES: Record<Wanted['filter'], readonly Role[] | undefined> = {
  all: undefined,
  admins: ['owner', 'admin'],
  muted: undefined,
};
/** After the last key, before the back end is asked, milliseconds. */
const PAUSE = 250;

const sameWanted = (a: Wanted | undefined, b: Wanted): boolean =>
  a !== undefined && a.client === b.client && a.group === b.group && a.words === b.words && a.filter === b.filter;

/**
 * Members page by page: all of them from the store, where events keep them true; those searched for beside it. Never
 * loads a page that nobody has scrolled to.
 */
export class Source implements ReactiveController {
  state: 'idle' | 'loading' | 'failed' | 'done' = 'idle';
  readonly #host: ReactiveControllerHost;
  readonly #failed: (error: unknown) => void;
  #of: Wanted | undefined;
  #found: readonly Member[] = [];
  #next: string | undefined;
  #turn = 0;
  readonly #gone = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, failed: (error: unknown) => void) {
    this.#host = host;
    this.#failed = failed;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#of = undefined;
    this.state = 'idle';
  }

  /** Says what is wanted; true when that is something else than before. */
  want(wanted: Wanted): boolean {
    if (sameWanted(this.#of, wanted)) return false;
    const typing = this.#of !== undefined && this.#of.words !== wanted.words;
    this.#of = wanted;
    this.#turn += 1;
    this.#found = [];
    this.#next = undefined;
    this.state = 'idle';
    clearTimeout(this.#timer);
    if (typing && wanted.words) {
      this.state = 'loading';
      this.#timer = setTimeout(() => this.#load(), PAUSE);
    } else this.more();
    return true;
  }

  get #searches(): boolean {
    return Boolean(this.#of?.words) || this.#of?.filter !== 'all';
  }

  /** Those that are here, in order. */
  get ids(): readonly string[] {
    const { client, group } = this.#of ?? {};
    if (!client || !group) return [];
    if (!this.#searches) return client.store.list(`members/${group}`);
    return this.#found.map(({ userId }) => userId).filter((id) => !this.#gone.has(`${group}/${id}`));
  }

  /** He was removed: not among those found any more. */
  drop(id: string): void {
    this.#gone.add(`${this.#of?.group}/${id}`);
    this.#host.requestUpdate();
  }

  member(userId: string): Member {
    const { client, group = '' } = this.#of ?? {};
    return (
      client?.store.get('member', `${group}/${userId}`) ??
      this.#found.find((one) => one.userId === userId) ?? { groupId: group, userId, role: 'member' }
    );
  }

  /** The next page, unless one is on its way or there is none. */
  more(): void {
    if (this.state === 'loading' || this.state === 'done') return;
    this.#load();
  }

  #load(): void {
    const { client, group } = this.#of ?? {};
    if (!client || !group) return;
    this.state = 'loading';
    this.#turn += 1;
    const turn = this.#turn;
    void (async () => {
      try {
        const more = this.#searches ? await this.#page(client, group, turn) : await client.groups.moreMembers(group);
        if (turn === this.#turn) this.state = more ? 'idle' : 'done';
      } catch (error) {
        if (turn !== this.#turn) return;
        this.state = 'failed';
        this.#failed(toImError(error));
      }
      this.#host.requestUpdate();
    })();
    this.#host.requestUpdate();
  }

  async #page(client: Client, group: string, turn: number): Promise<boolean> {
    const { words = '', filter = 'all' } = this.#of ?? {};
    const roles = ROLES[filter];
    const { items, next } = await client.groups.members(group, {
      ...(words && { words }),
      ...(roles && { roles }),
      ...(filter === 'muted' && { muted: true }),
      ...(this.#next && { cursor: this.#next }),
    });
    if (turn !== this.#turn) return false;
    const known = new Set(this.#found.map(({ userId }) => userId));
    this.#found = [...this.#found, ...items.filter(({ userId }) => !known.has(userId))];
    this.#next = next;
    return next !== undefined;
  }
}
