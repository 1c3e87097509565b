import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Message, safeThumbnail } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { xIcon } from '../../shared/icons.js';
import { pencilIcon, replyIcon } from '../../shared/icons-later.js';
import { ImRow } from '../../shared/im-element.js';
import { previewText } from '../../shared/preview.js';
import { hueOf, nameIn, nameKeys, wantUsers } from '../../shared/titles.js';
import { barStyles } from './bar.styles.js';

/**
 * The message that is answered or edited, above the field: whose it is and its first line as they are now.
 * @internal
 */
export class ImComposeBar extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, barStyles];
  static override properties: PropertyDeclarations = {
    messageId: { attribute: false },
    mode: {},
    dismiss: { attribute: false },
  };
  declare messageId: string | undefined;
  declare mode: 'reply' | 'edit';
  /** `gone`: it cannot be answered any more. */
  declare dismiss: ((gone?: boolean) => void) | undefined;

  #message = this.read(
    () => {
      const sender = this.im?.store.get('message', this.messageId ?? '')?.senderId;
      return [`message/${this.messageId}`, ...(sender ? nameKeys(sender) : [])];
    },
    (store) => store.get('message', this.messageId ?? ''),
  );

  constructor() {
    super();
    this.mode = 'reply';
  }

  override render(): TemplateResult | typeof nothing {
    const { im, mode } = this;
    if (!im) return nothing;
    const message = this.#message.value;
    const reply = mode === 'reply';
    const title = reply ? this.t('composer.reply-to', { name: this.#name(message) }) : this.t('composer.editing');
    const words = message ? previewText(message, im.store, this.i18n) : '';
    const close = this.t(reply ? 'composer.reply-end' : 'composer.edit-end');
    return html`<div class="bar" role="group" aria-label=${title}>
      <span class="sign" aria-hidden="true">${reply ? replyIcon() : pencilIcon()}</span>${this.#picture(message)}
      <span class="words"><b class="name">${title}</b><span class="line" dir="auto">${words}</span></span>
      <button type="button" class="icon-button" aria-label=${close} title=${close} @click=${() => this.dismiss?.()}>${xIcon()}</button>
    </div>`;
  }

  #name(message: Message | undefined): string {
    if (!message) return '…';
    if (message.own) return this.t('composer.yourself');
    wantUsers(this.im, [message.senderId]);
    return this.im ? `\u2068${nameIn(this.im.store, message.senderId, message.sender?.name)}\u2069` : '';
  }

  #picture(message: Message | undefined): TemplateResult | typeof nothing {
    const { content } = message ?? {};
    const thumbnail = content && 'thumbnail' in content ? safeThumbnail(content.thumbnail) : undefined;
    return thumbnail ? html`<img alt="" src=${thumbnail} />` : nothing;
  }

  protected override updated(): void {
    const message = this.#message.value;
    if (message && !message.own) this.style.setProperty('--_h', String(hueOf(message.senderId)));
    if (message?.content.kind === 'recalled' && this.mode === 'reply') this.dismiss?.(true);
  }
}
