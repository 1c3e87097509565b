import type { WireMessage, WireRole, WireRoom, WireRoomAttribute, WireStanding } from '../../protocol/index.js';
import type { GroupRow, RoomDoc } from '../../storage/port.js';
import type { HubClock } from '../clock.js';
import type { Session } from '../session.js';
import { Goings, type Moves, SOME } from './goings.js';
import { Held, isOf, withoutHim } from './held.js';
import type { News, Person, RoomParts } from './room-parts.js';
import { Shedder } from './shedder.js';

/** Messages go out together so often, counts so often; milliseconds. */
const TICK = 50;
const SLOW = 1_000;

/** A live room: who is in it, what was said of late, and what is still to be told. */
export class Room {
  row: GroupRow;
  readonly people = new Map<string, Person>();
  readonly attributes: Map<string, WireRoomAttribute>;
  readonly muted: Map<string, number>;
  readonly bans: Map<string, number>;
  likes: number;
  /** Nobody has been here, and nothing said, since then. */
  idleSince: number;
  readonly #clock: HubClock;
  readonly #visitors: boolean;
  readonly #dirty: () => void;
  readonly #shedder: Shedder;
  readonly #talk: Held;
  #last: number;
  #waiting: { readonly message: WireMessage; readonly weight: number }[] = [];
  #recalled: { readonly id: string; readonly by: string; readonly at: number }[] = [];
  #changed = new Map<string, WireRoomAttribute | null>();
  #news: News | undefined;
  readonly #goings = new Goings();
  #moves: Moves | undefined;
  #tick: unknown;
  #slow: unknown;

  constructor({ row, kept, clock, perSecond, visitors, dirty }: RoomParts) {
    this.row = row;
    this.#clock = clock;
    this.#visitors = visitors;
    this.#dirty = dirty;
    this.#shedder = new Shedder(perSecond, clock.now());
    this.#talk = new Held(kept, clock.now());
    this.attributes = new Map(Object.entries(kept?.attributes ?? {}));
    this.muted = new Map(Object.entries(kept?.muted ?? {}));
    this.bans = new Map(Object.entries(kept?.bans ?? {}));
    this.likes = kept?.likes ?? 0;
    this.idleSince = clock.now();
    this.#last = this.#talk.last;
  }

  get id(): string {
    return this.row.id;
  }

  get held(): readonly WireMessage[] {
    return this.#talk.messages;
  }

  /** Grows with time, so that nothing has to be remembered of rooms that are over. */
  nextSeq(): number {
    this.#last = Math.max(this.#last + 1, this.#clock.now());
    return this.#last;
  }

  roleOf(user: string): WireRole | undefined {
    if (this.row.owner === user) return 'owner';
    if (this.row.admins?.includes(user)) return 'admin';
    return this.people.has(user) ? 'member' : undefined;
  }

  standingOf(user: string): WireStanding {
    const role = this.roleOf(user);
    const until = this.muted.get(user) ?? 0;
    const said = role ? { role } : {};
    if (until > this.#clock.now()) return { ...said, locked: 'muted', until };
    if (role !== 'member') return said;
    if (this.row.mutedAll) return { ...said, locked: 'muted-all' };
    return this.people.get(user)?.visitor && !this.#visitors ? { ...said, locked: 'closed' } : said;
  }

  face(): WireRoom {
    const { id, name, avatar, introduction, owner, mutedAll, createdAt } = this.row;
    const words = { name, avatar, introduction, mutedAll };
    const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
    const { admins = [] } = this.row;
    return { id, owner, createdAt, ...said, online: this.people.size, recent: this.recent, admins };
  }

  get recent(): readonly string[] {
    return [...this.people.keys()].slice(-SOME).reverse();
  }

  enter(session: Session): void {
    // Those who wait for the next moment are told before: nobody hears twice, or not at all.
    this.#flush();
    const known = this.people.get(session.user);
    known?.stay?.();
    const person: Person = known ?? { sessions: new Set(), visitor: session.kind === 'visitor' };
    delete person.stay;
    person.sessions.add(session);
    this.people.set(session.user, person);
    if (known) return;
    this.#goings.came(session.user);
    this.#later();
  }

  /** True: it was the last of the person, who is still in the room. */
  exit(session: Session): boolean {
    const person = this.people.get(session.user);
    return person?.sessions.delete(session) === true && person.sessions.size === 0;
  }

  /** Gone, with what goes with him. */
  remove(user: string): void {
    this.people.get(user)?.stay?.();
    if (!this.people.delete(user)) return;
    this.#goings.went(user);
    this.#later();
    for (const [key, { by, leaves }] of this.attributes) if (by === user && leaves) this.setAttribute(key, undefined);
    if (this.people.size === 0) this.idleSince = this.#clock.now();
  }

  setAttribute(key: string, value: WireRoomAttribute | undefined): void {
    if (value) this.attributes.set(key, value);
    else this.attributes.delete(key);
    this.#changed.set(key, value ?? null);
    this.#soon();
  }

  like(times: number): void {
    this.likes += times;
    this.#later();
  }

  /** `weight`: 0 is left out first, 2 never. */
  say(message: WireMessage, weight: number): void {
    this.idleSince = this.#clock.now();
    this.#waiting.push({ message, weight });
    this.#soon();
  }

  /** As it is now, told or not. */
  find(id: string): WireMessage | undefined {
    return this.#talk.find(id) ?? this.#waiting.find(({ message }) => message.id === id)?.message;
  }

  recall(gone: WireMessage): void {
    const { id, recalled } = gone;
    this.#put(gone);
    if (recalled) this.#recalled.push({ id, by: recalled.by, at: recalled.at });
    this.#soon();
  }

  /** What he said and set is taken back, his name on it too, also where it is quoted. False: there was nothing. */
  forget(user: string, now: number): boolean {
    const all = [...this.held, ...this.#waiting.map(({ message }) => message)];
    const attributes = [...this.attributes].filter(([, { by }]) => by === user);
    const touched = all.filter((one) => isOf(one, user));
    for (const one of touched) this.#put(withoutHim(one, user, now));
    for (const { id, sender, recalled } of touched)
      if (sender === user && !recalled) this.#recalled.push({ id, by: user, at: now });
    for (const [key] of attributes) this.setAttribute(key, undefined);
    if (touched.length > 0) this.#soon();
    return touched.length + attributes.length > 0;
  }

  /** Those after `seq`, and whether some of them are not held any more. */
  since(seq: number): { readonly messages: readonly WireMessage[]; readonly gap: boolean } {
    return this.#talk.since(seq);
  }

  tell(news: Partial<News>): void {
    this.#news = { room: this.id, ...this.#news, ...news };
    this.#soon();
  }

  tellOne(user: string, news: Partial<News>): void {
    for (const { line } of this.people.get(user)?.sessions ?? []) {
      line.send({ signal: { t: 'room', news: { room: this.id, ...news } } });
    }
  }

  /** For good: nothing is told any more. */
  end(): void {
    this.#clock.clearTimeout(this.#tick);
    this.#clock.clearTimeout(this.#slow);
    for (const { stay } of this.people.values()) stay?.();
  }

  doc(clean: boolean): RoomDoc {
    const now = this.#clock.now();
    const open = (until: ReadonlyMap<string, number>) => Object.fromEntries([...until].filter(([, at]) => at > now));
    return {
      ...{ ...this.#talk.kept(), likes: this.likes, clean },
      attributes: Object.fromEntries(this.attributes),
      ...{ muted: open(this.muted), bans: open(this.bans) },
    };
  }

  /** In the place of what it was. */
  #put(message: WireMessage): void {
    this.#talk.replace(message);
    this.#waiting = this.#waiting.map((one) => (one.message.id === message.id ? { ...one, message } : one));
  }

  #soon(): void {
    this.#tick ??= this.#clock.setTimeout(() => this.#flush(), TICK);
  }

  #later(): void {
    this.#slow ??= this.#clock.setTimeout(() => this.#count(), SLOW);
  }

  /** Likes and comings and goings, merged. */
  #count(): void {
    this.#slow = undefined;
    this.#moves = this.#goings.take();
    this.tell({ likes: this.likes, ...(this.#moves && { online: this.people.size, recent: this.recent }) });
  }

  #flush(): void {
    this.#clock.clearTimeout(this.#tick);
    this.#tick = undefined;
    const [waiting, moves] = [this.#waiting, this.#moves];
    this.#waiting = [];
    const { kept, shed } = this.#shedder.sort(waiting, this.#clock.now());
    const messages = kept.map(({ message }) => message);
    const news: News = { room: this.id, ...this.#news };
    if (messages.length > 0) news.messages = messages;
    if (shed.length > 0) news.shed = shed.length;
    if (this.#recalled.length > 0) news.recalled = this.#recalled;
    if (this.#changed.size > 0) news.attributes = Object.fromEntries(this.#changed);
    this.#news = this.#moves = undefined;
    this.#recalled = [];
    this.#changed.clear();
    this.#talk.add(messages);
    if (Object.keys(news).length === 1) return;
    this.#dirty();
    // One frame for all: its text is made once.
    const bare = { signal: { t: 'room', news } } as const;
    const frame = moves ? ({ signal: { t: 'room', news: { ...news, ...moves.all } } } as const) : bare;
    for (const [user, { sessions }] of this.people)
      for (const { line } of sessions) line.send(moves?.apart.has(user) ? bare : frame);
    for (const [user, own] of moves?.apart ?? []) this.tellOne(user, own);
    // Nobody misses his own.
    for (const { message } of shed) this.tellOne(message.sender, { messages: [message] });
  }
}
