import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Content, type Message, type MessageId, type Quote, safeThumbnail } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { fileIcon, imageIcon } from '../shared/icons-later.js';
import { ImRow } from '../shared/im-element.js';
import { previewText } from '../shared/preview.js';
import { hueOf, nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import { quoteStyles } from './quote.styles.js';

/** Where a quote leads: `im-jump-request`. */
export interface JumpRequest {
  readonly messageId?: MessageId;
  readonly serverId?: string;
}

interface Jumps extends Element {
  jumpTo?(target: MessageId | { readonly serverId: string }): Promise<void>;
}

/** Kinds of which a picture says more than words. */
const ICONS: Readonly<Record<string, () => TemplateResult>> = { image: imageIcon, file: fileIcon };

/**
 * The message that another one answers: whose it is and its first line as they are now, and the way there.
 * @internal
 * @fires im-jump-request - The quoted message is to be shown. Cancelable; detail: {messageId, serverId}.
 */
export class ImQuote extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, quoteStyles];
  static override properties: PropertyDeclarations = { message: { attribute: false } };
  /** The answer, whose quote is shown. */
  declare message: Message | undefined;

  #held = this.read(
    () => {
      const { id } = this.message?.replyTo ?? {};
      const sender = this.#sender;
      return [...(id ? [`message/${id}` as const] : []), ...(sender ? nameKeys(sender) : [])];
    },
    (store) => store.get('message', this.message?.replyTo?.id ?? ''),
  );

  get #sender(): string | undefined {
    const quote = this.message?.replyTo;
    return quote?.senderId ?? (quote?.id ? this.im?.store.get('message', quote.id)?.senderId : undefined);
  }

  override render(): TemplateResult | typeof nothing {
    const quote = this.message?.replyTo;
    const { im } = this;
    if (!quote || !im) return nothing;
    const held = this.#held.value;
    const gone = held?.content.kind === 'recalled' ? 'recalled' : held ? undefined : quote.gone;
    const name = this.#name(held);
    const words = gone ? this.t(`quote.${gone}`) : this.#words(quote, held);
    const content = gone ? undefined : held?.content;
    const label = this.t('quote.label', { name, text: words });
    const inner = html`${this.#picture(content, gone ? undefined : quote.kind)}<span class="words" aria-hidden="true"
      >${name ? html`<bdi class="name">${name}</bdi>` : nothing}<span class=${gone ? 'line gone' : 'line'} dir="auto">${words}</span></span
      ><span class="sr">${label}</span>`;
    return gone === 'missing'
      ? html`<div class="quote">${inner}</div>`
      : html`<button class="quote" @click=${this.#jump}>${inner}</button>`;
  }

  #name(held: Message | undefined): string {
    const sender = this.#sender;
    if (!sender || !this.im) return '';
    if (sender === this.im.userId) return this.t('quote.you');
    wantUsers(this.im, [sender]);
    return nameIn(this.im.store, sender, held?.sender?.name);
  }

  /** As it is now where it is held; else the back end's word for it, else its kind. */
  #words({ preview, kind }: Quote, held: Message | undefined): string {
    if (held && this.im && held.content.kind !== 'unknown') return previewText(held, this.im.store, this.i18n);
    if (preview) return preview.replace(/\s+/g, ' ').trim();
    const key = `preview.${kind}`;
    // A preview of text without the text has nothing to say.
    const words = kind && this.i18n.has(key) ? this.t(key) : '';
    return words && !words.includes('{{') ? words : this.t('preview.custom');
  }

  #picture(content: Content | undefined, said: string | undefined): TemplateResult | typeof nothing {
    const thumbnail = content && 'thumbnail' in content ? safeThumbnail(content.thumbnail) : undefined;
    if (thumbnail) return html`<img class="thumb" alt="" src=${thumbnail} />`;
    const kind = content?.kind ?? said;
    const icon = kind && Object.hasOwn(ICONS, kind) ? ICONS[kind] : undefined;
    return icon ? html`<span class="thumb">${icon()}</span>` : nothing;
  }

  #jump = (event: Event): void => {
    event.stopPropagation();
    const quote = this.message?.replyTo;
    if (!quote) return;
    const detail: JumpRequest = {
      ...(quote.id && { messageId: quote.id }),
      ...(quote.serverId && { serverId: quote.serverId }),
    };
    this.ask('im-jump-request', detail, () => {
      const target = this.#held.value ? quote.id : quote.serverId ? { serverId: quote.serverId } : quote.id;
      return target && listAround(this)?.jumpTo?.(target);
    });
  };

  protected override updated(): void {
    const sender = this.#sender;
    if (sender) this.style.setProperty('--_h', String(hueOf(sender)));
  }
}

/** The list that an element stands in, over shadow borders. */
function listAround(element: Element): Jumps | undefined {
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    if (root.host.localName.endsWith('-message-list')) return root.host;
  return undefined;
}
