import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type ConversationId, isConversationId, type Message, type MessageId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { xIcon } from '../shared/icons.js';
import { slidersHorizontalIcon } from '../shared/icons-finding.js';
import { searchIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { filterForm } from './filters.js';
import { Finder } from './finder.js';
import { Highlights, rangesIn } from './highlights.js';
import { KeyWay } from './keys.js';
import { openInWindow } from './open.js';
import { type Filters, queryOf, wordFault, wordsIn } from './query.js';
import { chips, results } from './results.js';
import { styles } from './search.styles.js';

/** What a result asks for: `im-open-message-request`. */
export interface OpenMessageRequest {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly serverId?: string;
  /** The words that were looked for, to be coloured there. */
  readonly words?: readonly string[];
}

/**
 * Finds messages by words, sender, kind and time: in one conversation or in all, at the back end or, without it, in what
 * this device holds.
 *
 * @csspart field - Where one writes what to look for.
 * @csspart filters - Sender, kind, time and place.
 * @csspart chips - Conversations with the number of hits in each.
 * @csspart results - The list of messages found.
 * @csspart result - One message found.
 * @csspart status - What is said while nothing is found.
 * @cssprop --im-search-hit - Background of the words found.
 * @cssstate loading - An answer is on its way.
 * @fires im-open-message-request - A result is to be shown in its conversation. Cancelable; detail: {conversationId, messageId, serverId, words}.
 * @fires im-error - What was asked for failed. Detail: {error}.
 */
export class ImSearch extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    value: {},
    jump: { attribute: false },
    filters: { state: true },
    open: { state: true },
  };
  /** Looked in first; all conversations are offered beside. None: all. */
  declare conversation: ConversationId | undefined;
  /** What is looked for. */
  declare value: string;
  /** What opening a result does unless the page prevents it. Default: the nearest chat window of the same client shows it. */
  declare jump: ((place: OpenMessageRequest) => unknown) | undefined;
  /** @internal */
  declare filters: Filters;
  /** @internal Are the filters unfolded? */
  declare open: boolean;

  #internals = this.attachInternals();
  #finder = new Finder(() => this.requestUpdate());
  #colours = new Highlights('im-search-hit');
  #keys = new KeyWay(() => this.renderRoot);
  #asked = '';
  #near: IntersectionObserver | undefined;
  #shown = this.read(
    () => {
      const { items } = this.#finder.now;
      return [
        'session/self',
        ...items.flatMap(
          (one) => [`message/${one.id}`, `user/${one.senderId}`, `conversation/${one.conversationId}`] as const,
        ),
        ...this.#finder.counts.map(({ conversationId }) => `conversation/${conversationId}` as const),
      ];
    },
    (store) => this.#finder.now.items.filter((one) => !store.get('message', one.id)?.recalled),
  );

  constructor() {
    super();
    this.value = '';
    this.filters = { scope: 'here' };
    this.open = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near?.disconnect();
    this.#near = undefined;
    this.#colours.clear();
    this.#finder.clear();
    this.#asked = '';
  }

  get #here(): ConversationId | undefined {
    return isConversationId(this.conversation) ? this.conversation : undefined;
  }

  get #fault(): ReturnType<typeof wordFault> {
    return wordFault(wordsIn(this.value), this.im?.limits.searchWords ?? 5);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation')) this.filters = { scope: this.#here ? 'here' : 'everywhere' };
    this.#look(changed.has('value'));
  }

  /** Asks once for each different question. */
  #look(typed: boolean): void {
    const { im } = this;
    const words = wordsIn(this.value);
    const asked = words.length > 0 && !this.#fault ? JSON.stringify([words, this.filters, this.#here, im?.name]) : '';
    if (!this.isConnected || asked === this.#asked) return;
    this.#asked = asked;
    if (!im || !asked) this.#finder.clear();
    else this.#finder.ask(im, queryOf(words, this.filters, this.#here, im.session.now()), !typed);
  }

  override render(): TemplateResult {
    const { now, counts } = this.#finder;
    const everywhere = this.filters.scope === 'everywhere' || !this.#here;
    const fault = this.#fault;
    return html`<div class="top" role="search" aria-label=${this.t('search.label')} @keydown=${this.#keys.inField}>
        <div class="line"><label class="field" part="field">${searchIcon()}<input type="search" enterkeyhint="search" autocomplete="off"
            spellcheck="false" dir=${this.value ? 'auto' : nothing} aria-label=${this.t('search.field')} placeholder=${this.t('search.field')} .value=${this.value}
            aria-invalid=${fault ? 'true' : 'false'} aria-describedby=${fault ? 'fault' : nothing} @input=${this.#typed} />${
              this.value
                ? html`<button type="button" class="icon-button small" aria-label=${this.t('search.clear')} @click=${this.#clear}>${xIcon()}</button>`
                : nothing
            }</label><button type="button" class="icon-button" aria-label=${this.t('search.filters')} title=${this.t('search.filters')}
            aria-expanded=${this.open ? 'true' : 'false'} aria-controls="filters" @click=${() => (this.open = !this.open)}>${slidersHorizontalIcon()}</button></div>
        ${fault ? html`<p class="fault" id="fault" role="alert">${this.t(fault.key, { max: fault.max })}</p>` : nothing}
        <div id="filters" class="filters" part="filters" ?hidden=${!this.open}>${filterForm({
          filters: this.filters,
          here: this.#here,
          client: this.im,
          i18n: this.i18n,
          found: now.items,
          set: (patch) => (this.filters = { ...this.filters, ...patch }),
        })}</div>
        ${
          everywhere && this.im && counts.length > 1 && now.state !== 'failed'
            ? chips(this.im, this.i18n, counts, this.filters.conversation, (conversation) => {
                this.filters = { ...this.filters, conversation };
              })
            : nothing
        }</div>
      <div class="scroller" tabindex="-1" @keydown=${this.#keys.inList}>${results({
        client: this.im,
        i18n: this.i18n,
        now: { ...now, items: this.#shown.value ?? [] },
        everywhere,
        idle: this.#asked === '',
        open: (message) => this.#open(message),
        more: () => void this.#finder.more(),
        again: () => this.#finder.again(),
      })}</div>`;
  }

  protected override updated(): void {
    const { now } = this.#finder;
    this.#internals.states[now.state === 'loading' ? 'add' : 'delete']('loading');
    const snippets = [...this.renderRoot.querySelectorAll('.snippet')];
    this.#colours.set(snippets.flatMap((one) => rangesIn(one, now.words)));
    this.#watch();
  }

  /** The next page comes before the end of this one is reached. */
  #watch(): void {
    const root = this.renderRoot.querySelector('.scroller');
    this.#near ??= new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void this.#finder.more(),
      { root, rootMargin: '200px' },
    );
    this.#near.disconnect();
    const end = this.renderRoot.querySelector('.more');
    if (end && !this.#finder.now.more) this.#near.observe(end);
  }

  #typed = (event: Event): void => {
    this.value = (event.target as HTMLInputElement).value;
  };

  #clear = (): void => {
    this.value = '';
    this.focus();
  };

  #open({ id, serverId, conversationId }: Message): void {
    const { words } = this.#finder.now;
    const detail: OpenMessageRequest = { conversationId, messageId: id, words, ...(serverId && { serverId }) };
    this.ask('im-open-message-request', detail, (place) =>
      this.jump ? this.jump(place) : this.im && openInWindow(this, this.im, place),
    );
  }

  /** Puts the caret into the field. */
  override focus(options?: FocusOptions): void {
    const put = (): void => this.renderRoot.querySelector('input')?.focus(options);
    if (this.hasUpdated) put();
    else void this.updateComplete.then(put);
  }
}
