import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, type Group, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import { may } from '../contacts/offers.js';
import { askIn } from '../dialog/index.js';
import { usersIcon } from '../shared/icons.js';
import { searchIcon } from '../shared/icons-later.js';
import { ImRow } from '../shared/im-element.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { skeletons } from '../shared/skeletons.js';

/** After the last key, before the back end is asked, milliseconds. */
const PAUSE = 250;
const GONE: readonly unknown[] = ['removed', 'left', 'banned', 'dismissed'];

/**
 * Finds groups in the directory, joins them or applies.
 * @internal
 * @fires im-group-open - A group is to be shown. Detail: {conversationId}.
 */
export class ImGroupDirectory extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    base,
    buttons,
    panelStyles,
    rowWindowStyles,
    css`
      .group {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 64px;
        padding: 6px 12px;
        --im-avatar-size: 40px;
      }
      .words {
        flex: 1;
        min-inline-size: 0;
        display: grid;
      }
      .words b,
      .words span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .words b {
        font: var(--_title);
      }
      .words span,
      .state {
        font: var(--_meta);
        color: var(--_ink-2);
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    words: { state: true },
    items: { state: true },
    state: { state: true },
    sent: { state: true },
    busy: { state: true },
  };
  /** @internal */
  declare words: string;
  /** @internal */
  declare items: readonly Group[];
  /** @internal */
  declare state: 'idle' | 'loading' | 'done' | 'failed';
  /** @internal Applied to. */
  declare sent: ReadonlySet<string>;
  /** @internal */
  declare busy: string | undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #next: string | undefined;
  #rows = new RowWindow(this, { keys: () => this.items.map(({ id }) => id), estimate: () => 64 });
  #mine = this.read(
    () => ['session/self', ...this.items.map(({ id }) => `conversation/group:${id}` as const)],
    (store) => ({
      online: store.get('session', 'self')?.state === 'connected',
      in: new Set(
        this.items
          .map(({ id }) => store.get('conversation', `group:${id}`))
          .flatMap((row) => (row && !GONE.includes(row.standing?.locked) ? [row.id] : [])),
      ),
    }),
  );

  constructor() {
    super();
    this.words = '';
    this.items = [];
    this.state = 'idle';
    this.sent = new Set();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  protected override updated(): void {
    if (this.state === 'idle' && this.#mine.value?.online && this.#rows.last >= this.items.length - 6)
      void this.#more();
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  override render(): TemplateResult {
    const { t } = this.i18n;
    const count = this.items.length;
    return html`<div class="top" role="search"><label class="field">${searchIcon()}<input type="search" autocomplete="off" spellcheck="false" enterkeyhint="search"
        dir=${this.words ? 'auto' : nothing} aria-label=${t('directory.search')} placeholder=${t('directory.search')} .value=${this.words} @input=${this.#typed} /></label></div>
      <div class="scroller" role=${count ? 'list' : nothing} aria-label=${count ? t('directory.label') : nothing}>${this.#rows.render((at) => this.#row(this.items[at]))}${this.#nothing()}</div>`;
  }

  /** Where groups are found by words and not listed. */
  get #waits(): boolean {
    return Boolean(this.im) && this.words.trim() === '' && !may(this.im as NonNullable<typeof this.im>, 'directory');
  }

  #nothing(): TemplateResult | typeof nothing {
    if (this.state === 'failed')
      return html`<div class="empty" role="alert"><span>${this.t('directory.failed')}</span>
        <button type="button" class="text-button" @click=${() => (this.state = 'idle')}>${this.t('messages.try-again')}</button></div>`;
    if (this.items.length > 0) return nothing;
    if (!this.#mine.value?.online)
      return html`<div class="empty" role="status">${usersIcon()}<strong>${this.t('create.offline')}</strong></div>`;
    if (this.#waits)
      return html`<div class="empty" role="status">${usersIcon()}<span>${this.t('directory.search')}</span></div>`;
    if (this.state !== 'done') return skeletons(this.t('directory.loading'));
    return html`<div class="empty" role="status">${usersIcon()}<strong>${this.t('directory.none')}</strong></div>`;
  }

  #row(group: Group | undefined): TemplateResult | typeof nothing {
    if (!group) return nothing;
    const { id, name, introduction, memberCount, avatar, type } = group;
    const second = [
      memberCount && this.t('group.members', { count: memberCount }),
      introduction || this.t(`group.type-${type ?? 'work'}`),
    ];
    return html`<div class="group" data-group=${id}><im-avatar .client=${this.im} .conversation=${`group:${id}` as ConversationId} .name=${name ?? id} .src=${avatar}></im-avatar>
      <span class="words"><b dir="auto">${name || id}</b><span dir="auto">${second.filter(Boolean).join(' · ')}</span></span>${this.#way(group)}</div>`;
  }

  #way(group: Group): TemplateResult {
    const { id, policy, name } = group;
    const conversationId: ConversationId = `group:${id}`;
    const online = this.#mine.value?.online;
    const button = (key: string, act: () => void): TemplateResult =>
      html`<button type="button" class="text-button" aria-label="${this.t(key)}: ${name || id}" ?disabled=${!online || this.busy === id} @click=${act}>${this.t(key)}</button>`;
    if (this.#mine.value?.in.has(conversationId))
      return button('create.open', () => this.tell('im-group-open', { conversationId }));
    if (this.sent.has(id)) return html`<span class="state" role="status">${this.t('directory.pending')}</span>`;
    if (policy === 'open') return button('directory.join', () => this.attempt(() => this.#join(id)));
    if (policy === 'apply') return button('directory.apply', () => this.attempt(() => this.#apply(group)));
    return html`<span class="state">${this.t('directory.closed')}</span>`;
  }

  async #join(group: string, words?: string): Promise<void> {
    const { im } = this;
    if (!im) return;
    this.busy = group;
    try {
      await asked(this, 'im-join-request', { group, ...(words && { words }) }, async (detail) => {
        if ((await im.groups.join(group, detail.words)) === 'pending') this.sent = new Set([...this.sent, group]);
      });
    } finally {
      this.busy = undefined;
    }
  }

  async #apply({ id, name }: Group): Promise<void> {
    await askIn(
      this,
      {
        label: this.t('directory.apply-title', { name: `\u2068${name || id}\u2069` }),
        field: this.t('directory.apply-words'),
        fieldLength: 300,
        buttons: [{ id: 'apply', label: this.t('directory.apply'), look: 'primary' }],
        act: ({ words }) => this.#join(id, words),
      },
      { client: this.im, translator: this.i18n },
    );
  }

  #typed = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.state = 'loading';
    this.#timer = setTimeout(() => {
      this.items = [];
      this.#next = undefined;
      void this.#more();
    }, PAUSE);
  };

  async #more(): Promise<void> {
    const { im } = this;
    if (!im) return;
    this.#turn += 1;
    const turn = this.#turn;
    if (this.#waits) {
      this.state = 'done';
      return;
    }
    this.state = 'loading';
    try {
      const { items, next } = await im.groups.directory(this.words.trim() || undefined, this.#next);
      if (turn !== this.#turn) return;
      const known = new Set(this.items.map(({ id }) => id));
      this.items = [...this.items, ...items.filter(({ id }) => !known.has(id))];
      this.#next = next;
      this.state = next === undefined ? 'done' : 'idle';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.state = 'failed';
      this.tell('im-error', { error: toImError(error) });
    }
  }
}
