import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type MergedMessage, readBundle } from '../../../core/content/kinds/merged.js';
import type { Content, ContentOf } from '../../../core/index.js';
import { base, buttons, tokens } from '../../../styles/shared/index.js';
import { chevronLeftIcon, xIcon } from '../../shared/icons.js';
import { contentStyles } from '../content.styles.js';
import { ringStyles } from '../media.styles.js';
import { ring } from '../media-row.js';
import type { OpenRequest, RenderContext } from '../registry.js';
import { ContentRow } from './content-row.js';
import { panelStyles } from './merged-panel.styles.js';
import { mergedRow } from './merged-row.js';

type Merged = ContentOf<'merged'>;

interface Layer {
  readonly content: Merged;
  readonly messages?: readonly MergedMessage[];
  readonly failed?: boolean;
  /** Scroll position to come back to, pixels. */
  readonly top?: number;
}

/** Bundles in bundles beyond this are not opened. */
const DEEPEST = 100;

/**
 * The messages of a bundle, to be read: one dialog, in which bundles inside it open as further layers.
 * @internal
 */
export class ImMergedPanel extends ContentRow<Merged> {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, ringStyles, contentStyles, panelStyles];
  static override properties: PropertyDeclarations = {
    layers: { state: true },
    fraction: { state: true },
    unfolded: { state: true },
  };
  /** @internal */
  declare layers: readonly Layer[];
  /** @internal */
  declare fraction: number;
  /** @internal */
  declare unfolded: ReadonlySet<string>;
  #abort: AbortController | undefined;

  constructor() {
    super();
    this.layers = [];
    this.fraction = 0;
    this.unfolded = new Set();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  async show(): Promise<void> {
    if (!this.content) return;
    this.#push(this.content);
    await this.updateComplete;
    if (this.isConnected && !this.#dialog?.open) this.#dialog?.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  override render(): TemplateResult {
    const layer = this.layers.at(-1);
    const title = layer?.content.title || this.t('merged.title');
    // What happens in here is not about the row that it was opened from.
    const own = { handleEvent: (event: Event) => event.stopPropagation(), passive: true };
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#outside} @keydown=${own} @contextmenu=${own}
        @pointerdown=${own} @touchstart=${own} @focusin=${own} @im-open-request=${own}>
      <div class="panel">
        <header role="presentation">${
          this.layers.length > 1
            ? html`<button class="icon-button" aria-label=${this.t('merged.back')} @click=${this.#back}>${chevronLeftIcon()}</button>`
            : nothing
        }<h2 id="title"><bdi>${title}</bdi></h2><button class="icon-button" aria-label=${this.t('merged.close')}
          @click=${() => this.#dialog?.close()}>${xIcon()}</button></header>
        <div class="body" tabindex="0" role="region" aria-labelledby="title" autofocus>${layer ? this.#body(layer) : nothing}</div>
      </div>
    </dialog>`;
  }

  #body({ content, messages, failed }: Layer): TemplateResult {
    if (this.layers.length > DEEPEST) return html`<p class="told">${this.t('merged.too-deep')}</p>`;
    if (failed)
      return html`<p class="told" role="alert"><span>${this.t('merged.failed')}</span><button class="text-button"
        @click=${() => void this.#load(content)}>${this.t('messages.try-again')}</button></p>`;
    if (!messages)
      return html`<p class="told" role="status"><span class="progress">${ring(this.fraction || undefined)}</span><span>${this.t(
        'merged.loading',
      )}</span></p>`;
    return html`<ul>${messages.map((message, at) => mergedRow(message, this.#contextOf(message, at), (one, context) => this.inner(one, context), messages[at - 1]))}</ul>`;
  }

  /** As a message of its own would have it, but that nothing can be done to it. */
  #contextOf({ senderId, name, sentAt, content }: MergedMessage, at: number): RenderContext {
    const outer = this.context as RenderContext;
    const id = `${outer.message.id}/${this.layers.length}/${at}`;
    return {
      ...outer,
      message: {
        id,
        conversationId: outer.message.conversationId,
        senderId,
        ...(name && { sender: { name } }),
        own: false,
        content,
        sentAt,
        delivery: { state: 'sent' },
        counts: false,
      },
      meta: undefined,
      readonly: true,
      expanded: this.unfolded.has(id),
      toggle: () => {
        const next = new Set(this.unfolded);
        if (!next.delete(id)) next.add(id);
        this.unfolded = next;
      },
      open: (request, act) => this.#opens(request, act),
      name: (user) => outer.name(user),
    };
  }

  #opens(request: OpenRequest, act: () => unknown): boolean {
    if (request.what !== 'merged') return (this.context as RenderContext).open(request, act);
    this.#push(request.content);
    return true;
  }

  #push(content: Content): void {
    if (content.kind !== 'merged' || this.layers.length > DEEPEST) return;
    this.#turn([
      ...this.layers.map(this.#marked),
      { content, ...(content.messages && { messages: content.messages }) },
    ]);
    if (!content.messages && this.layers.length <= DEEPEST) void this.#load(content);
  }

  /** The last one remembers how far it was read. */
  #marked = (layer: Layer, at: number, all: readonly Layer[]): Layer =>
    at === all.length - 1 ? { ...layer, top: this.renderRoot.querySelector('.body')?.scrollTop ?? 0 } : layer;

  #back = (): void => this.#turn(this.layers.slice(0, -1));

  #turn(layers: readonly Layer[]): void {
    this.#abort?.abort();
    this.layers = layers;
    void this.updateComplete.then(() => {
      const body = this.renderRoot.querySelector<HTMLElement>('.body');
      body?.scrollTo({ top: layers.at(-1)?.top ?? 0, behavior: 'instant' });
      if (this.#dialog?.open) body?.focus({ preventScroll: true });
    });
  }

  async #load(content: Merged): Promise<void> {
    const { file } = content;
    const client = this.context?.client;
    if (!file || !client) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.fraction = 0;
    this.#settle(content, {});
    try {
      const onProgress = (fraction: number): void => {
        if (!abort.signal.aborted) this.fraction = fraction;
      };
      const bytes = await client.media.download(file, { signal: abort.signal, onProgress });
      this.#settle(content, { messages: readBundle(await bytes.text(), content.file?.url !== undefined) });
    } catch {
      if (!abort.signal.aborted) this.#settle(content, { failed: true });
    }
  }

  #settle(content: Merged, found: Pick<Layer, 'messages' | 'failed'>): void {
    this.layers = this.layers.map((layer) => (layer.content === content ? { content, ...found } : layer));
  }

  #outside = (event: Event): void => {
    if (event.target === this.#dialog) this.#dialog?.close();
  };

  #closed = (event: Event): void => {
    // `close` does not bubble: whoever has opened the panel is told.
    event.stopPropagation();
    this.#abort?.abort();
    this.layers = [];
    this.dispatchEvent(new Event('close'));
  };
}
