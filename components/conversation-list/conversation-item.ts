import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  type Conversation,
  type ConversationId,
  type Draft,
  isConversationId,
  type Key,
  kindOf,
  type Message,
  type Store,
  type Tag,
  type Typing,
  targetOf,
} from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import type { MenuAnchor, MenuItem } from '../menu/menu.js';
import { LongPress } from '../message/long-press.js';
import { Watched } from '../person/presence.js';
import { fullTime } from '../shared/format.js';
import { shortTime } from '../shared/format-later.js';
import { circleAlertIcon } from '../shared/icons.js';
import { ellipsisIcon } from '../shared/icons-later.js';
import { ImRow, rtlOf } from '../shared/im-element.js';
import { previewText } from '../shared/preview.js';
import { nameIn, nameKeys, titleKeys, titleOf, wantUsers } from '../shared/titles.js';
import { tintTags } from '../tags/hue.js';
import { styles } from './conversation-item.styles.js';
import { goneKey, marksOf } from './marks.js';

interface RowState {
  readonly conversation: Conversation | undefined;
  readonly last: Message | undefined;
  readonly title: string;
  readonly draft: Draft | undefined;
  readonly typing: Typing['users'];
  readonly tags: readonly Tag[];
}

/**
 * One row of a conversation list: face with presence, title, time, last words with their ticks, tags, badges. Presence is
 * watched while the row is in view. Its list gives it the role.
 *
 * @csspart row - The button that is the row.
 * @csspart title - What the conversation is called.
 * @csspart preview - The second line: typing, draft or last message.
 * @csspart time - When something happened last.
 * @csspart badge - The count of unread messages.
 * @csspart tag - The dot of a tag.
 * @csspart menu-button - Opens the row's actions where a pointer hovers.
 * @fires im-item-select - The row was chosen. Detail: {conversationId}. Its list turns this into `im-select-request`.
 * @fires im-item-menu - The row's actions are asked for. Detail: {conversationId, anchor}.
 */
export class ImConversationItem extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    selected: { type: Boolean, reflect: true },
    tabbable: { type: Boolean },
    tag: { attribute: false },
    beneath: { state: true },
  };
  /** Which conversation. */
  declare conversation: ConversationId | undefined;
  /** It is the one that is open. */
  declare selected: boolean;
  /** The one row of its list that the Tab key reaches. */
  declare tabbable: boolean;
  /** The tag whose conversations its list shows: it may be pinned within. */
  declare tag: string | undefined;
  /** @internal What shows under a row that a finger draws aside. */
  declare beneath: { readonly offer: MenuItem; readonly armed: boolean; readonly end: boolean } | undefined;

  #state = this.read(
    () => (isConversationId(this.conversation) ? this.#keys(this.conversation) : []),
    (store) => this.#pick(store),
  );

  /** A finger was held on the row: its lifting is no choice of the row. */
  #held = false;

  constructor() {
    super();
    this.selected = false;
    this.tabbable = true;
    new LongPress(this, (at) => {
      this.#held = true;
      this.openMenu(at);
    });
    this.addEventListener('pointerdown', () => (this.#held = false), { capture: true });
    new Watched(this, () => {
      const id = this.conversation;
      return { client: this.im, id: isConversationId(id) && kindOf(id) === 'direct' ? targetOf(id) : undefined };
    });
  }

  /** Asks the list for the row's actions. */
  openMenu(anchor: MenuAnchor = this.#row ?? this): void {
    this.tell('im-item-menu', { conversationId: this.conversation, anchor });
  }

  get #row(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.row');
  }

  /** Drawn aside by a finger, pixels to the right; its lifting is then no choice of the row. */
  slide(by: number, offer?: MenuItem, armed = false): void {
    if (by !== 0) this.#held = true;
    this.#row?.style.setProperty('translate', by === 0 ? '' : `${by}px`);
    this.toggleAttribute('sliding', by !== 0);
    const end = by > 0 !== rtlOf(this);
    const before = this.beneath;
    if (!offer || by === 0) this.beneath = undefined;
    else if (before?.offer !== offer || before.armed !== armed || before.end !== end)
      this.beneath = { offer, armed, end };
  }

  #keys(id: ConversationId): Key[] {
    const store = this.im?.store;
    const last = store?.get('conversation', id)?.lastMessageId;
    const sender = last && store?.get('message', last)?.senderId;
    const typing = store?.get('typing', id)?.users[0]?.userId;
    const keys: Key[] = [...titleKeys(id), `typing/${id}`, `draft/${id}`];
    if (last) keys.push(`message/${last}`);
    for (const user of [sender, typing]) if (user) keys.push(...nameKeys(user));
    for (const tag of store?.get('conversation', id)?.tags ?? []) keys.push(`tag/${tag}`);
    return keys;
  }

  #pick(store: Store): RowState {
    const id = this.conversation as ConversationId;
    const conversation = store.get('conversation', id);
    const last = conversation?.lastMessageId ? store.get('message', conversation.lastMessageId) : undefined;
    return {
      conversation,
      last,
      title: titleOf(store, id),
      draft: store.get('draft', id),
      typing: store.get('typing', id)?.users ?? [],
      tags: (conversation?.tags ?? []).flatMap((tag) => store.get('tag', tag) ?? []),
    };
  }

  override focus(options?: FocusOptions): void {
    const put = (): void => this.#row?.focus(options);
    if (this.hasUpdated) put();
    else void this.updateComplete.then(put);
  }

  protected override updated(): void {
    tintTags(this.renderRoot);
  }

  override render(): TemplateResult | typeof nothing {
    const state = isConversationId(this.conversation) ? this.#state.value : undefined;
    if (!state) return nothing;
    const { conversation, last, title } = state;
    if (last) wantUsers(this.im, [last.senderId]);
    const unread = (conversation?.unread ?? 0) > 0 || conversation?.markedUnread;
    const gone = goneKey(conversation?.standing);
    return html`${this.#beneath()}<button type="button" class="row ${unread ? 'unread' : ''} ${gone ? 'gone' : ''}" part="row" tabindex=${this.tabbable ? 0 : -1}
        aria-current=${this.selected ? 'true' : nothing} @click=${this.#select} @contextmenu=${this.#context}>
        <im-avatar .client=${this.im} .conversation=${this.conversation}></im-avatar>
        <span class="line"><bdi class="title" part="title">${title}</bdi>${
          gone ? html`<span class="sr">${this.t(gone)}</span>` : nothing
        }${this.#tags(state.tags)}${this.#time(last)}</span>
        <span class="line"><span class="preview" part="preview">${this.#second(state)}</span
          >${marksOf(conversation, this.i18n, this.tag)}</span>
      </button>
      <button type="button" class="icon-button menu-button" part="menu-button" tabindex="-1" aria-haspopup="menu"
        aria-label=${this.t('list.menu', { name: title })} @click=${this.#menu}>${ellipsisIcon()}</button>`;
  }

  #time(last: Message | undefined): TemplateResult {
    const { lang } = this.i18n;
    const now = this.im?.session.now() ?? Date.now();
    return html`<time class="time" part="time" title=${last ? fullTime(last.sentAt, lang) : nothing}
      >${last ? shortTime(last.sentAt, now, lang, this.t('messages.yesterday')) : ''}</time>`;
  }

  /** What matters most of: somebody types, a draft waits, the last words. */
  #second(state: RowState): TemplateResult | string {
    const { typing, draft, conversation } = state;
    const store = this.im?.store;
    if (!store) return '';
    if (typing.length > 0) return html`<span class="words typing">${this.#typing(state, store)}</span>`;
    const mentions = conversation?.mentions.length ?? 0;
    if (mentions > 0)
      return html`<span class="mention">${this.t('list.mentions', { count: mentions })}</span> ${this.#last(state, store)}`;
    if (draft?.text) return html`<span class="draft">${this.t('preview.draft')}</span> ${words(draft.text)}`;
    return this.#last(state, store);
  }

  #last({ last, conversation }: RowState, store: Store): TemplateResult | string {
    if (!last) return '';
    const text = previewText(last, store, this.i18n);
    if (last.delivery.state === 'failed')
      return html`<span class="failed">${circleAlertIcon()}${this.t('delivery.failed')}</span> ${words(text)}`;
    if (last.content.kind === 'notice' || last.content.kind === 'recalled') return words(text);
    if (last.own)
      return html`<im-receipt .client=${this.im} .translator=${this.i18n} .messageId=${last.id}></im-receipt><span>${this.t('preview.you', { text: '' }).trim()}</span> ${words(text)}`;
    if (conversation?.kind !== 'group') return words(text);
    const name = nameIn(store, last.senderId, last.sender?.name);
    return html`<span class="who"><bdi>${name}</bdi>:</span> ${words(text)}`;
  }

  #typing({ typing, conversation }: RowState, store: Store): string {
    const [first] = typing;
    if (conversation?.kind === 'direct' || !first) return this.t('typing.someone');
    if (typing.length > 1) return this.t('typing.many', { count: typing.length });
    return this.t('typing.one', { name: nameIn(store, first.userId) });
  }

  #tags(tags: readonly Tag[]): TemplateResult | typeof nothing {
    if (tags.length === 0) return nothing;
    const names = tags.map(({ name }) => name).join(', ');
    return html`<span class="tags" title=${names}><span class="sr">${this.t('list.tagged', { names })}</span>${tags
      .slice(0, MOST_TAGS)
      .map(({ id }) => html`<i class="tag" part="tag" data-id=${id}></i>`)}</span>`;
  }

  #beneath(): TemplateResult | typeof nothing {
    const { beneath } = this;
    if (!beneath) return nothing;
    const { offer, armed, end } = beneath;
    return html`<div class="beneath ${end ? 'end' : 'start'} ${armed ? 'armed' : ''}" aria-hidden="true">${offer.icon}<span>${offer.label}</span></div>`;
  }

  #select = (): void => {
    if (this.#held) return;
    const conversationId = this.conversation as ConversationId;
    this.tell('im-item-select', { conversationId });
  };

  #menu = (event: Event): void => {
    this.openMenu(event.currentTarget as HTMLElement);
  };

  #context = (event: MouseEvent): void => {
    event.preventDefault();
    // A finger that rests has opened it by itself already; a key has no place of its own.
    if ((event as Partial<PointerEvent>).pointerType === 'touch') return;
    this.openMenu(event.button === 2 ? { x: event.clientX, y: event.clientY } : undefined);
  };
}

/** Dots beside a title. */
const MOST_TAGS = 4;

/** Cut at their own end, whichever side that is, so that their beginning is always seen. */
const words = (text: string): TemplateResult => html`<span class="words" dir="auto">${text}</span>`;
