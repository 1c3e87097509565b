import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { messagesSquareIcon } from '../../shared/icons-parts.js';
import { ContentRow } from './content-row.js';
import { mergedStyles } from './merged.styles.js';
import type { ImMergedPanel } from './merged-panel.js';

/**
 * Messages that were sent on as one: what they are of, their first lines, and the way to all of them.
 * @internal
 */
export class ImMergedContent extends ContentRow<ContentOf<'merged'>> {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, mergedStyles];
  static override properties: PropertyDeclarations = { opened: { state: true } };
  /** @internal */
  declare opened: boolean;

  constructor() {
    super();
    this.opened = false;
  }

  override render(): TemplateResult | typeof nothing {
    const { content, context } = this;
    if (!content || !context) return nothing;
    return html`<button class="card" aria-haspopup="dialog" @click=${this.#open}><span class="title" dir="auto">${
      content.title || this.t('merged.title')
    }</span><span class="lines">${content.abstracts.map(
      (line) => html`<span class="line" dir="auto">${line}</span>`,
    )}</span><span class="count">${messagesSquareIcon()}<span>${this.t('merged.count', { count: content.count })}</span></span></button>${
      this.opened
        ? html`<im-merged-panel .client=${context.client} .translator=${this.i18n} .content=${content} .context=${context}
            @close=${this.#closed}></im-merged-panel>`
        : nothing
    }`;
  }

  #open = (): void => {
    const { content, context } = this;
    if (!content || !context) return;
    context.open({ what: 'merged', messageId: context.message.id, content }, () => this.show());
  };

  /** Opens the panel, which is loaded with the first that is opened. */
  async show(): Promise<void> {
    await import('./merged-panel.define.js');
    this.opened = true;
    await this.updateComplete;
    await this.renderRoot.querySelector<ImMergedPanel>('im-merged-panel')?.show();
  }

  #closed = (): void => {
    this.opened = false;
    // Safari focuses no button that was clicked, so the dialog does not know where to lead back to.
    this.renderRoot.querySelector<HTMLElement>('.card')?.focus({ preventScroll: true });
  };
}
