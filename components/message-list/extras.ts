import { html, nothing, type TemplateResult } from 'lit';
import type { Client, ConversationId, MessageId } from '../../core/index.js';
import { selection as words } from '../../locales/parts/selection.js';
import type { ImMessage } from '../message/message.js';
import { badge } from '../shared/format-later.js';
import { arrowDownIcon } from '../shared/icons-later.js';
import { teach } from '../shared/languages.js';
import type { Translator } from '../shared/translator.js';
import { extrasStyles } from './extras.styles.js';
import type { ImMessageList } from './message-list.js';
import { Selection, type SelectionHost } from './selection.js';

teach(words);

/** How long a refusal stands, milliseconds: long enough to be read. */
const SHOWN = 8000;

export interface ExtrasHost {
  readonly list: ImMessageList;
  client(): Client | undefined;
  conversation(): ConversationId | undefined;
  i18n(): Translator;
  /** Is the newest message far out of view? */
  away(): boolean;
  rows(): readonly ImMessage[];
  ask(type: `im-${string}-request`, detail: object, act: () => unknown): boolean;
  jump(to: { readonly serverId: string } | string): unknown;
}

/** What a list has only while somebody wants it: choosing several messages, the ways to what is out of view, refusals. */
export class ListExtras {
  readonly #host: ExtrasHost;
  readonly #selection = new Selection();
  #refused: string | undefined;
  #seen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Adds to a list that has begun without it how this looks and what it listens to. */
  constructor(host: ExtrasHost) {
    this.#host = host;
    const root = host.list.renderRoot as ShadowRoot;
    const sheet = extrasStyles.styleSheet;
    if (sheet) root.adoptedStyleSheets.push(sheet);
    const scroller = root.querySelector('.scroller');
    for (const type of ['click', 'keydown']) scroller?.addEventListener(type, this.#handle, { capture: true });
  }

  reset(): void {
    this.#show(undefined);
  }

  mark(): void {
    this.#selection.mark(this.#host.rows(), this.#choosing);
  }

  /** Says that a recall was refused after all. Its row says so too: where it is in view, this is for ears alone. */
  async refused(code: string, messageId: MessageId): Promise<void> {
    const { list, rows } = this.#host;
    const row = rows().find((one) => one.messageId === messageId);
    this.#seen = row !== undefined && meets(row, list);
    // The region stands before its words do, or nobody hears them.
    list.requestUpdate();
    await list.updateComplete;
    this.#show(code);
  }

  render(): unknown {
    return [
      this.#newest(),
      this.#mention(),
      this.#choosing ? this.#selection.bar(this.#choosing) : nothing,
      this.#refusal(),
    ];
  }

  /** Set while messages are being chosen. */
  get #choosing(): SelectionHost | undefined {
    const { list, rows, ask, ...host } = this.#host;
    const client = host.client();
    const conversation = host.conversation();
    const { selecting } = list;
    if (!client || !conversation || !selecting) return undefined;
    const change = (next: typeof list.selecting): void => {
      list.selecting = next;
      const detail = { conversationId: conversation, messageIds: next && [...next] };
      list.dispatchEvent(new CustomEvent('im-selection-change', { detail, bubbles: true, composed: true }));
    };
    return { list, client, conversation, i18n: host.i18n(), selecting, rows, change, ask };
  }

  #handle = (event: Event): void => {
    const host = this.#choosing;
    if (!host) return;
    if (event.type === 'click') this.#selection.click(event as MouseEvent, host);
    else this.#selection.key(event as KeyboardEvent, host);
  };

  #newest(): TemplateResult | typeof nothing {
    const { list, away, ...host } = this.#host;
    if (!away()) return nothing;
    const i18n = host.i18n();
    const unread = host.client()?.store.get('conversation', host.conversation() ?? '')?.unread ?? 0;
    const label = unread > 0 ? i18n.t('messages.jump-unread', { count: unread }) : i18n.t('messages.jump');
    return html`<button class="jump" part="jump" aria-label=${label} title=${label} @click=${() => void list.jumpToNewest()}>${arrowDownIcon()}${
      unread > 0 ? html`<span class="count">${badge(unread, i18n.lang)}</span>` : nothing
    }</button>`;
  }

  /** Leads to the first message that names the reader and is not in view. */
  #mention(): TemplateResult | typeof nothing {
    const { list, away, jump, ...host } = this.#host;
    const mentions = host.client()?.store.get('conversation', host.conversation() ?? '')?.mentions ?? [];
    const [first] = mentions;
    if (!first || list.selecting) return nothing;
    const label = host.i18n().t('beyond.mention', { count: mentions.length });
    const to = first.serverId ? { serverId: first.serverId } : first.messageId;
    return html`<button class="at-me ${away() ? 'above' : ''}" part="mention-jump" aria-label=${label} title=${label}
      @click=${() => jump(to)}>@</button>`;
  }

  #refusal(): TemplateResult {
    const i18n = this.#host.i18n();
    const key = `error.${this.#refused}`;
    const said = this.#refused && i18n.t(i18n.has(key) ? key : 'error.engine');
    return html`<div class="refusal" part="refusal" role="status">${said ? html`<span class=${this.#seen ? 'sr' : 'toast'}>${said}</span>` : nothing}</div>`;
  }

  #show(code: string | undefined): void {
    clearTimeout(this.#timer);
    if (code !== undefined) this.#timer = setTimeout(() => this.#show(undefined), SHOWN);
    if (code === this.#refused) return;
    this.#refused = code;
    this.#host.list.requestUpdate();
  }
}

const meets = (one: Element, other: Element): boolean => {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.bottom > b.top && a.top < b.bottom;
};
