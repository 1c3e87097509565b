import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client, ConversationId, Draft, SessionState } from '../../core/index.js';
import type { LocaleKey, Translator } from '../shared/translator.js';
import { charactersLeft, errorKey, joined, reasonOf } from './notes.js';
import { type Parcel, Sending, type SendRequest } from './sending.js';
import { type Shelf, type Staged, stageAll, unstage } from './staged.js';
import { Texts } from './texts.js';

/** What the field is for at the moment. */
export interface Place {
  readonly client: Client | undefined;
  readonly id: ConversationId | undefined;
  readonly draft: Draft | undefined;
  readonly session: SessionState | undefined;
  readonly i18n: Translator;
}

export interface WritingHost extends ReactiveControllerHost {
  /** False when the page says no. */
  ask(request: SendRequest): boolean;
  failed(error: unknown): void;
}

/**
 * The text and the files of a field, for each conversation its own: kept while another one is shown, gone only when they
 * are safe in the outbox, back when they are not.
 */
export class Writing implements ReactiveController {
  text = '';
  staged: readonly Staged[] = [];
  /** Refusals, in words. */
  notes: readonly string[] = [];

  readonly #host: WritingHost;
  readonly #place: () => Place;
  readonly #sending: Sending;
  readonly #texts = new Texts();
  readonly #shelf: Shelf = new Map();
  /** Whom the text and files above belong to. */
  #of: { readonly client?: Client; readonly id?: ConversationId } = {};
  #draft: string | undefined;

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
    if ((client && client !== this.#of.client) || id !== this.#of.id) this.#arrive(client, id, draft);
    else if (draft?.text !== this.#draft) this.#follow(id, draft);
    this.#draft = draft?.text;
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

  /** May files be attached here now? */
  get takesFiles(): boolean {
    const { client, id } = this.#place();
    return !this.reason && Boolean(client && id && client.can('upload', id) === 'available');
  }

  get empty(): boolean {
    return this.text.trim() === '' && this.staged.length === 0;
  }

  /** Characters that still fit; infinity while far from the limit. */
  get left(): number {
    return charactersLeft(this.text, this.#place().client?.limits.textGraphemes);
  }

  /** The store hears of every key stroke; it paces what it keeps and tells. */
  write(text: string): void {
    const { client, id } = this.#place();
    this.#set({ text, notes: [] });
    if (!client || !id) return;
    this.#texts.set(id, text);
    client.conversations.draft(id, text);
    client.typing.set(id, text ? 'text' : 'nothing');
  }

  add(files: Iterable<File>): void {
    const { client, i18n } = this.#place();
    if (!client || !this.takesFiles) return;
    const { good, notes } = stageAll(files, this.staged.length, client.limits, i18n);
    this.#set({ staged: [...this.staged, ...good], notes });
  }

  remove(one: Staged): void {
    unstage(one);
    this.#set({ staged: this.staged.filter((other) => other !== one), notes: [] });
  }

  submit(): void {
    const { client, id, i18n } = this.#place();
    if (!id || !client || this.empty || this.reason) return;
    const { staged, left } = this;
    const text = this.text.trim();
    if (left < 0) {
      this.#set({ notes: [i18n.t('composer.too-long', { count: -left })] });
      return;
    }
    this.#texts.set(id, '');
    this.#set({ text: '', staged: [], notes: [] });
    client.typing.set(id, 'nothing');
    this.#sending.push({ client, conversationId: id, staged, text });
  }

  #set(what: Partial<Pick<Writing, 'text' | 'staged' | 'notes'>>): void {
    Object.assign(this, what);
    this.#host.requestUpdate();
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
    }
    this.#of = { client: client ?? from.client, id };
    this.text = id ? this.#texts.get(id, draft) : '';
    this.staged = (id && this.#shelf.get(id)) ?? [];
    this.notes = [];
  }

  /** The draft has changed elsewhere: taken over, unless something else is being written here. */
  #follow(id: ConversationId | undefined, draft: Draft | undefined): void {
    if (!id || this.#sending.has(id) || this.text !== (this.#draft ?? '')) return;
    // Another tab that sends or deletes takes nothing away under the hands of who writes here.
    if (this.#texts.lately(id)) return;
    this.#texts.settle(id);
    this.text = draft?.text ?? '';
  }

  /** The send took the draft with it; what was typed since then is one. */
  #sent({ client, conversationId: id }: Parcel): void {
    if (client === this.#of.client) client.conversations.draft(id, this.#texts.get(id, undefined));
  }

  /** What a person wrote comes back in front of what was written since. */
  #back({ client, conversationId: id, staged, text }: Parcel, error?: unknown): void {
    const known = client === this.#of.client;
    const here = known && id === this.#of.id;
    const since = here
      ? this.text
      : known
        ? this.#texts.get(id, undefined)
        : (client.store.get('draft', id)?.text ?? '');
    const whole = since === text ? text : joined(text, since);
    client.conversations.draft(id, whole);
    if (known) this.#texts.set(id, whole);
    if (known && !here) this.#shelf.set(id, [...staged, ...(this.#shelf.get(id) ?? [])]);
    const notes =
      here && error !== undefined ? [this.#place().i18n.t(errorKey(error, this.#place().i18n))] : this.notes;
    if (here) this.#set({ text: whole, staged: [...staged, ...this.staged], notes });
    if (error !== undefined) this.#host.failed(error);
  }
}
