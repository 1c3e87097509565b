import { css, html, nothing, type PropertyDeclarations, type ReactiveElement, type TemplateResult } from 'lit';
import { type ConversationId, kindOf, type Standing, targetOf } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { banIcon } from '../shared/icons-later.js';
import { lockIcon } from '../shared/icons-people.js';
import { ImRow } from '../shared/im-element.js';
import { nextChange, timeLeft } from './time-left.js';

const GONE: readonly unknown[] = ['left', 'removed'];
const OVER: readonly unknown[] = [...GONE, 'banned', 'dismissed'];

/**
 * Says, where the field would be, why one cannot write and for how long; what was written waits in the draft. Loaded
 * with the first conversation that is locked.
 * @internal
 * @fires im-join-request - He who left wants to come back. Cancelable; detail: {group}.
 */
export class ImComposerLock extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: block;
        outline: none;
        font: var(--_meta);
        color: var(--_ink-2);
        text-align: center;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: 2px 8px;
      }
      .line .icon {
        inline-size: 16px;
        block-size: 16px;
      }
      .why {
        display: flex;
        align-items: center;
        gap: 8px;
        min-inline-size: 0;
        font-variant-numeric: tabular-nums;
      }
      .kept {
        font: var(--_caption);
      }
      .text-button {
        min-block-size: 32px;
        padding-block: 2px;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    conversation: { attribute: false },
    held: { attribute: false },
    kept: { attribute: false },
    asked: { state: true },
  };
  declare conversation: ConversationId;
  /** Had the field the focus when it went? */
  declare held: boolean;
  /** Is something written? */
  declare kept: boolean;
  /** @internal Asked to come back, by id of the conversation. */
  declare asked: ConversationId | undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #composer: ReactiveElement | undefined;
  #focused = false;
  #standing = this.read(
    () => [`conversation/${this.conversation}`, `group/${targetOf(this.conversation)}`, 'session/self'],
    (store): Standing | undefined => store.get('conversation', this.conversation)?.standing,
  );

  constructor() {
    super();
    this.held = this.kept = false;
    this.tabIndex = -1;
    this.addEventListener('focusin', () => (this.#focused = true));
    // An element that is taken away loses the focus too; that is not what is meant.
    this.addEventListener('focusout', () => setTimeout(() => (this.#focused = !this.isConnected && this.#focused)));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    this.#composer = root instanceof ShadowRoot ? (root.host as ReactiveElement) : undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    const nowhere = !document.activeElement || document.activeElement === document.body;
    if (this.#focused && (nowhere || document.activeElement === this.#composer)) this.#composer?.focus();
    this.#focused = false;
  }

  protected override firstUpdated(): void {
    if (this.held) this.focus({ preventScroll: true });
  }

  /** A live room says itself why one is not in it. */
  get #elsewhere(): boolean {
    return kindOf(this.conversation) === 'room' && OVER.includes(this.#standing.value?.locked);
  }

  get #now(): number {
    return this.im?.session.now() ?? Date.now();
  }

  protected override updated(): void {
    const { until = 0 } = this.#standing.value ?? {};
    // Where nothing is ever written there is nothing to be said either.
    this.hidden = kindOf(this.conversation) === 'system' || (this.#elsewhere && !this.kept);
    const left = until - this.#now;
    clearTimeout(this.#timer);
    if (left <= 0) return;
    this.#timer = setTimeout(() => {
      // There is a field again.
      if (until <= this.#now) this.#composer?.requestUpdate();
      this.requestUpdate();
    }, nextChange(left));
  }

  override render(): TemplateResult {
    const { locked, until } = this.#standing.value ?? {};
    const left = until === undefined ? 0 : until - this.#now;
    if (!locked) return html`${this.t('composer.unavailable')}`;
    const why = this.#elsewhere
      ? nothing
      : html`<span class="why">${locked === 'banned' ? banIcon() : lockIcon()}<span>${this.#words(locked, left)}</span></span>`;
    return html`<div class="line">${why}${
      this.kept ? html`<span class="kept">${this.t('lock.kept')}</span>` : nothing
    }${this.#way(locked)}</div>`;
  }

  #words(locked: NonNullable<Standing['locked']>, left: number): string {
    if (this.asked === this.conversation) return this.t('lock.asked');
    const time = left > 0 ? timeLeft(left, this.i18n.lang) : '';
    if (locked === 'muted') return this.t(time ? 'lock.muted' : 'lock.muted-open', { time });
    if (locked === 'banned' && time) return this.t('lock.banned-time', { time });
    if (
      kindOf(this.conversation) === 'channel' &&
      (locked === 'removed' || locked === 'left' || locked === 'dismissed')
    )
      return this.t(`lock.channel-${locked}`);
    return this.t(`lock.${locked}`);
  }

  #way(locked: Standing['locked']): TemplateResult | typeof nothing {
    const back =
      !this.#elsewhere && GONE.includes(locked) && this.im?.can('join-group', this.conversation) === 'available';
    if (!back || this.asked === this.conversation) return nothing;
    return html`<button type="button" class="text-button" @click=${this.#join}>${this.t('lock.join')}</button>`;
  }

  #join = (): void => {
    const { im, conversation } = this;
    if (!im) return;
    this.ask('im-join-request', { group: targetOf(conversation) }, async ({ group }) => {
      if ((await im.groups.join(group)) === 'pending') this.asked = conversation;
    });
  };
}
