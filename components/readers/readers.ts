import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ImError, type MessageId, toImError, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { ImDialog } from '../dialog/dialog.js';
import { loaderCircleIcon } from '../shared/icons.js';
import { ImRow } from '../shared/im-element.js';
import { nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import { styles } from './readers.styles.js';

type Which = 'read' | 'unread';
const BOTH: readonly Which[] = ['read', 'unread'];

interface People {
  readonly ids: readonly UserId[];
  readonly next?: string;
  readonly state: 'waiting' | 'loading' | 'done' | 'failed';
  readonly error?: ImError;
}
const NOBODY: People = { ids: [], state: 'waiting' };

/**
 * Who has read an own message that asked for receipts, and who has not; the counts stay true while it is open.
 *
 * @csspart tabs - Read and not read.
 * @csspart list - The people.
 */
export class ImReaders extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    messageId: { attribute: 'message-id' },
    tab: { state: true },
    people: { state: true },
  };
  /** Whose readers. */
  declare messageId: MessageId | undefined;
  /** @internal */
  declare tab: Which;
  /** @internal */
  declare people: Readonly<Record<Which, People>>;

  #counts: Readonly<Record<Which, number>> | undefined;
  #turn = 0;
  #seen: number | undefined;
  #tally = this.read(
    () => [`tally/${this.messageId}`, ...this.people[this.tab].ids.flatMap(nameKeys)],
    (store) => store.get('tally', this.messageId ?? ''),
  );

  constructor() {
    super();
    this.tab = 'read';
    this.people = { read: NOBODY, unread: NOBODY };
  }

  /** Opens, and resolves once it has closed. */
  async show(): Promise<void> {
    await this.updateComplete;
    void this.#load('read');
    await this.renderRoot.querySelector<ImDialog>('im-dialog')?.show();
    this.#turn += 1;
  }

  protected override willUpdate(): void {
    const read = this.#tally.value?.read;
    const before = this.#seen;
    this.#seen = read;
    // Somebody has read it meanwhile: both lists anew.
    if (read === undefined || before === undefined || read === before) return;
    this.#turn += 1;
    this.#counts = undefined;
    this.people = {
      read: { ...this.people.read, state: 'waiting' },
      unread: { ...this.people.unread, state: 'waiting' },
    };
    void this.#load(this.tab, true);
  }

  async #load(which: Which, anew = false): Promise<void> {
    const { im, messageId } = this;
    const now = this.people[which];
    if (!im || !messageId || now.state === 'loading') return;
    const turn = this.#turn;
    const ids = anew ? [] : now.ids;
    this.#set(which, { ...now, state: 'loading', error: undefined });
    try {
      const page = await im.messages.readers(messageId, which, anew ? undefined : now.next);
      if (turn !== this.#turn) return;
      this.#counts = { read: page.read, unread: page.unread };
      wantUsers(im, page.items);
      this.#set(which, { ids: [...new Set([...ids, ...page.items])], state: 'done', next: page.next });
    } catch (error) {
      if (turn === this.#turn) this.#set(which, { ...now, state: 'failed', error: toImError(error) });
    }
  }

  #set(which: Which, people: People): void {
    this.people = { ...this.people, [which]: people };
  }

  #choose(which: Which): void {
    this.tab = which;
    if (this.people[which].state !== 'done') void this.#load(which, this.people[which].ids.length > 0);
  }

  override render(): TemplateResult {
    const { tab } = this;
    return html`<im-dialog .client=${this.im} .translator=${this.translator} .label=${this.t('readers.title')}>
      <div class="tabs" part="tabs" role="tablist" aria-label=${this.t('readers.title')} @keydown=${this.#key}>${BOTH.map(
        (
          which,
        ) => html`<button type="button" role="tab" id=${which} aria-selected=${which === tab ? 'true' : 'false'} aria-controls="people"
          tabindex=${which === tab ? '0' : '-1'} ?autofocus=${which === tab} @click=${() => this.#choose(which)}>${this.t(`readers.${which}`, { count: this.#count(which) })}</button>`,
      )}</div>
      <div class="people" id="people" part="list" role="tabpanel" aria-labelledby=${tab} tabindex="0">${this.#list(tab)}</div>
    </im-dialog>`;
  }

  #count(which: Which): string {
    const count = (this.#counts ?? this.#tally.value)?.[which];
    return count === undefined ? '…' : new Intl.NumberFormat(this.i18n.lang).format(count);
  }

  #list(which: Which): TemplateResult {
    const { ids, state, next } = this.people[which];
    const { im } = this;
    if (state === 'failed')
      return html`<p class="words" role="alert">${this.t('readers.failed')} <button type="button" class="text-button"
        @click=${() => this.#load(which, true)}>${this.t('messages.try-again')}</button></p>`;
    if (ids.length === 0)
      return state === 'done'
        ? html`<p class="words" role="status">${this.t(which === 'read' ? 'readers.nobody' : 'readers.everybody')}</p>`
        : html`<p class="words" role="status">${loaderCircleIcon()}<span class="sr">${this.t('readers.loading')}</span></p>`;
    return html`<ul>${ids.map(
      (id) =>
        html`<li><im-avatar aria-hidden="true" .client=${im} .userId=${id}></im-avatar><bdi>${im ? nameIn(im.store, id) : id}</bdi></li>`,
    )}</ul>${
      next && state === 'done'
        ? html`<button type="button" class="text-button more" @click=${() => this.#load(which)}>${this.t('readers.more')}</button>`
        : nothing
    }`;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.#choose(this.tab === 'read' ? 'unread' : 'read');
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${this.tab}`)?.focus());
  };
}
