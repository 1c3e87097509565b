import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  Client,
  ConversationId,
  Draft,
  DraftMore,
  MessageId,
  SendOptions,
  SessionState,
  TextMark,
} from '../../core/index.js';
import type { LocaleKey } from '../shared/translator.js';
import { charactersLeft, errorNote, joined, type Note, reasonOf, tooLong } from './notes.js';
import { type Parcel, Sending, type SendRequest } from './sending.js';
import { type Shelf, type Staged, unstage } from './staged.js';
import { sameWritten, Texts, type Written, writtenOf } from './texts.js';

/** What the field is for at the moment. */
export interface Place {
  readonly client: Client | undefined;
  readonly id: ConversationId | undefined;
  readonly draft: Draft | undefined;
  readonly session: SessionState | undefined;
  readonly compress: boolean;
}

export interface WritingHost extends Pick<ReactiveControllerHost, 'addController' | 'requestUpdate'> {
  /** False when the page says no. */
  ask(request: SendRequest): boolean;
  failed(error: unknown): void;
}

/** What has the field for a while, such as a message that is edited; what was being written waits. */
export interface Aside {
  text: string;
  /** Who is named in it at first. */
  readonly marks?: readonly TextMark[];
  submit(text: string, marks: readonly TextMark[]): void;
}

/** Whose text a mark is in. */
export type MarkKey = ConversationId | Aside;

/** Follows who is named where while a text changes. */
export interface Marker {
  changed(of: MarkKey, before: string, after: string): void;
  /** Those that are known, without looking for any. */
  known(of: MarkKey): readonly TextMark[] | undefined;
  /** Those of the text without its first `lead` characters, cut off after `length`; from then on there are none. */
  take(of: MarkKey, lead: number, length: number): readonly TextMark[];
  /** They are at the beginning of the text again. */
  back(of: MarkKey, marks: readonly TextMark[]): void;
}

/**
 * The text and the files of a field, for each conversation its own: kept while another one is shown, gone only when they
 * are safe in the outbox, back when they are not.
 */
export class Writing implements ReactiveController {
  text = '';
  /** The message that is answered. */
  reply: MessageId | undefined;
  staged: readonly Staged[] = [];
  notes: readonly Note[] = [];
  marker: Marker | undefined;
  /** What parts that are loaded later keep with a draft. */
  extra: ((id: ConversationId) => DraftMore) | undefined;
  /** When the conversation that is shown came into the field. */
  since = 0;

  readonly #host: WritingHost;
  readonly #place: () => Place;
  readonly #sending: Sending;
  readonly #texts = new Texts();
  readonly #shelf: Shelf = new Map();
  readonly #asides = new Map<ConversationId, Aside>();
  /** Whom the text and files above belong to. */
  #of: { readonly client?: Client; readonly id?: ConversationId } = {};
  #draft: Written = { text: '' };

  constructor(host: WritingHost, place: () => Place) {
    this.#host = host;
    this.#place = place;
    this.#sending = new Sending({
      ask: (request) => host.ask(request),
      back: (rest, error) => this.#back(rest, error),
      gone: unstage,
      sent: (parcel) => this.#sent(parcel),
    });
    host.addController(this);
  }

  hostUpdate(): void {
    const { client, id, draft } = this.#place();
    const now = writtenOf(draft);
    if ((client && client !== this.#of.client) || id !== this.#of.id) this.#arrive(client, id, draft);
    else if (!sameWritten(now, this.#draft)) this.#follow(id, now);
    this.#draft = now;
  }

  hostDisconnected(): void {
    const { client, id } = this.#of;
    if (client && id) client.typing.set(id, 'nothing');
  }

  /** Why nothing can be written, as a locale key. */
  get reason(): LocaleKey | undefined {
    const { client, id, session } = this.#place();
    return reasonOf(client, id, session);
  }

  get aside(): Aside | undefined {
    return this.asideOf(this.#of.id);
  }
  asideOf(id: ConversationId | undefined): Aside | undefined {
    return id && this.#asides.get(id);
  }

  /** May files be attached here now? */
  get takesFiles(): boolean {
    const { client, id } = this.#place();
    return !this.reason && !this.aside && Boolean(client && id && client.can('upload', id) === 'available');
  }

  get empty(): boolean {
    return this.text.trim() === '' && (this.staged.length === 0 || Boolean(this.aside));
  }

  /** Characters that still fit; infinity while far from the limit. */
  get left(): number {
    return charactersLeft(this.text, this.#place().client?.limits.textGraphemes);
  }

  /** The store hears of every key stroke; it paces what it keeps and tells. */
  write(text: string): void {
    const { client, id } = this.#place();
    if (id) this.marker?.changed(this.aside ?? id, this.text, text);
    this.set({ text, notes: [] });
    if (this.aside) this.aside.text = text;
    else if (client && id) client.typing.set(id, text ? 'text' : 'nothing');
    this.keep();
  }

  /** What is written is the answer to a message, or to none. */
  answer(reply: MessageId | undefined): void {
    this.set({ reply });
    this.keep();
  }

  /** Lends the field, or takes it back. */
  lend(id: ConversationId, aside: Aside | undefined): void {
    const { client, id: here, draft } = this.#place();
    if (aside) {
      this.#asides.set(id, aside);
      client?.typing.set(id, 'nothing');
    } else this.#asides.delete(id);
    if (id === here) this.set({ text: aside ? aside.text : this.#texts.get(id, draft).text, notes: [] });
    // What is being sent takes its draft with it, and tells when it has.
    if (!this.#sending.has(id)) this.keep(id);
  }

  /** Puts files into the tray of a conversation. */
  hold(id: ConversationId, staged: readonly Staged[], notes: readonly Note[]): void {
    if (id === this.#of.id) this.set({ staged: [...this.staged, ...staged], notes });
    else this.#shelf.set(id, [...(this.#shelf.get(id) ?? []), ...staged]);
  }

  submit(options: SendOptions = {}): void {
    const { client, id } = this.#place();
    if (!id || !client || this.empty || this.reason) return;
    const { staged, left, aside } = this;
    const text = this.text.trim();
    if (left < 0) {
      this.set({ notes: [tooLong(-left)] });
      return;
    }
    const lead = this.text.length - this.text.trimStart().length;
    const marks = this.marker?.take(aside ?? id, lead, text.length) ?? aside?.marks ?? [];
    if (aside) aside.submit(text, marks);
    else {
      client.typing.set(id, 'nothing');
      this.#send(staged, text, marks, options);
    }
  }

  /** Sends what is ready, beside the text; where one may not write it waits above the field. */
  post(one: Staged): void {
    const { id } = this.#place();
    if (id && this.reason) this.hold(id, [one], []);
    else if (id) this.#send([one], '', [], {});
  }

  set(what: Partial<Pick<Writing, 'text' | 'reply' | 'staged' | 'notes'>>): void {
    Object.assign(this, what);
    this.#host.requestUpdate();
  }

  #send(staged: readonly Staged[], text: string, marks: readonly TextMark[], given: SendOptions): void {
    const { client, id: conversationId, compress } = this.#place();
    if (!client || !conversationId) return;
    const { reply } = this;
    const options = { ...(reply && { replyTo: reply }), ...given };
    // What is posted beside the text leaves text and files where they are.
    const whole = staged === this.staged;
    this.set({ reply: undefined, notes: [], ...(whole && { text: '', staged: [] }) });
    if (!this.aside) this.#texts.set(conversationId, this);
    this.#sending.push({ client, conversationId, staged, text, marks, options, compress });
  }

  /** The store hears of what is written, and of what stands beside it. */
  keep(id = this.#of.id): void {
    const { client } = this.#of;
    if (!client || !id) return;
    const shown = id === this.#of.id && !this.aside;
    if (shown) this.#texts.set(id, this);
    this.#tell(client, id, shown ? this : this.#texts.get(id, client.store.get('draft', id)));
  }

  #tell({ conversations }: Client, id: ConversationId, { text, reply }: Written): void {
    conversations.draft(id, text, reply, this.extra?.(id));
  }

  /** Another conversation, or another account. What was begun in the last one waits there. */
  #arrive(client: Client | undefined, id: ConversationId | undefined, draft: Draft | undefined): void {
    const from = this.#of;
    if (from.client && from.id) from.client.typing.set(from.id, 'nothing');
    if (from.id) this.#shelf.set(from.id, this.staged);
    if (from.client && client && client !== from.client) {
      for (const staged of this.#shelf.values()) staged.forEach(unstage);
      this.#shelf.clear();
      this.#texts.clear();
      this.#asides.clear();
    }
    this.#of = { client: client ?? from.client, id };
    this.since = Date.now();
    const { text, reply } = id ? this.#texts.get(id, draft) : writtenOf(undefined);
    this.text = this.aside?.text ?? text;
    this.reply = reply;
    this.staged = (id && this.#shelf.get(id)) ?? [];
    this.notes = [];
  }

  /** The draft has changed elsewhere: taken over, unless something else is being written here. */
  #follow(id: ConversationId | undefined, now: Written): void {
    if (!id || this.aside || this.#sending.has(id) || !sameWritten(this, this.#draft)) return;
    // Another tab that sends or deletes takes nothing away under the hands of who writes here.
    if (this.#texts.lately(id)) return;
    this.#texts.settle(id);
    this.marker?.changed(id, this.text, now.text);
    this.text = now.text;
    this.reply = now.reply;
  }

  /** The send took the draft with it; what was typed since then is one. */
  #sent({ client, conversationId: id }: Parcel): void {
    if (client !== this.#of.client) return;
    this.#tell(client, id, this.#texts.get(id, undefined));
  }

  /** What a person wrote comes back in front of what was written since. */
  #back({ client, conversationId: id, staged, text, marks, options }: Parcel, error?: unknown): void {
    const known = client === this.#of.client;
    const here = known && id === this.#of.id;
    const since: Written =
      here && !this.aside ? this : known ? this.#texts.get(id, undefined) : writtenOf(client.store.get('draft', id));
    const written: Written = {
      text: since.text === text ? text : joined(text, since.text),
      reply: since.reply ?? options.replyTo,
    };
    if (known) {
      this.#texts.set(id, written);
      this.marker?.back(id, marks);
    }
    this.#tell(client, id, written);
    if (known && !here) this.#shelf.set(id, [...staged, ...(this.#shelf.get(id) ?? [])]);
    const notes = error === undefined ? this.notes : [errorNote(error)];
    if (here)
      this.set({
        reply: written.reply,
        staged: [...staged, ...this.staged],
        notes,
        ...(!this.aside && { text: written.text }),
      });
    if (error !== undefined) this.#host.failed(error);
  }
}
