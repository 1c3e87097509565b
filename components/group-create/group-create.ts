import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConversationId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import { may } from '../contacts/offers.js';
import { usersIcon } from '../shared/icons.js';
import { ImElement } from '../shared/im-element.js';

/**
 * Makes a group, or finds one: kind, name, face, people and an id of one's own; the public directory, where one joins or
 * applies.
 *
 * @csspart tabs - The choice between making and finding.
 * @fires im-group-create-request - A group is to be made, and people asked in. Cancelable; detail: {draft, users}.
 * @fires im-group-created - It is there. Detail: {conversationId}.
 * @fires im-join-request - A group is to be joined, or applied to with words. Cancelable; detail: {group, words}.
 * @fires im-select-request - A group is to be shown; the default turns the nearest chat window of the client to it. Cancelable; detail: {conversationId}.
 * @fires im-select - A group was chosen. Detail: {conversationId}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImGroupCreate extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    base,
    buttons,
    panelStyles,
    css`
      .tabs {
        display: flex;
        flex: none;
        gap: 4px;
        padding: 8px 12px 0;
        border-block-end: 1px solid var(--_line);
      }
      .tabs button {
        min-block-size: 40px;
        padding-inline: 12px;
        border-block-end: 2px solid transparent;
        color: var(--_ink-2);
        font-weight: 600;
      }
      .tabs [aria-selected='true'] {
        border-color: var(--_accent-ink);
        color: var(--_ink);
      }
      .body {
        flex: 1;
        min-block-size: 0;
      }
      @media (forced-colors: active) {
        .tabs [aria-selected='true'] {
          border-color: Highlight;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = { view: { reflect: true } };
  /** Which of the two is shown: `create` or `find`. */
  declare view: 'create' | 'find';

  constructor() {
    super();
    this.view = 'create';
  }

  get #tabs(): readonly ('create' | 'find')[] {
    const { im } = this;
    if (!im) return [];
    return [
      ...(may(im, 'create-group') ? ['create' as const] : []),
      ...(may(im, 'directory') || may(im, 'search-groups') ? ['find' as const] : []),
    ];
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.body')?.focus();
  }

  override render(): TemplateResult {
    const { im } = this;
    const tabs = this.#tabs;
    if (!im || tabs.length === 0)
      return html`<div class="empty" role="status">${usersIcon()}<strong>${this.t(im ? 'create.unsupported' : 'window.no-client')}</strong></div>`;
    const view = tabs.includes(this.view) ? this.view : tabs[0];
    return html`${
      tabs.length > 1
        ? html`<div class="tabs" part="tabs" role="tablist" aria-label=${this.t('create.title')} @keydown=${this.#key}>${tabs.map(
            (
              one,
            ) => html`<button type="button" role="tab" id="tab-${one}" aria-selected=${one === view ? 'true' : 'false'} aria-controls="body" tabindex=${one === view ? 0 : -1}
              @click=${() => (this.view = one)}>${this.t(one === 'create' ? 'create.make' : 'create.find')}</button>`,
          )}</div>`
        : nothing
    }${
      view === 'create'
        ? html`<im-create-form class="body" id="body" role="tabpanel" aria-labelledby="tab-create" .client=${im} .translator=${this.i18n} @im-group-open=${this.#open}></im-create-form>`
        : html`<im-group-directory class="body" id="body" role="tabpanel" aria-labelledby="tab-find" .client=${im} .translator=${this.i18n} @im-group-open=${this.#open}></im-group-directory>`
    }`;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.view = this.view === 'create' ? 'find' : 'create';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  };

  #open = (event: CustomEvent<{ conversationId: ConversationId }>): void => {
    event.stopPropagation();
    const { im } = this;
    if (!im) return;
    this.ask('im-select-request', event.detail, async ({ conversationId }) => {
      const { windowOf } = await import('../search/open.js');
      const window = windowOf(this, im, conversationId);
      if (window) window.conversation = conversationId;
      this.tell('im-select', { conversationId });
    });
  };
}
