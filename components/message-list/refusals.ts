import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type Client, type ConversationId, ImError, type ImErrorCode } from '../../core/index.js';
import type { Translator } from '../shared/translator.js';

/** Long enough to be read, milliseconds. */
const SHOWN = 8000;

/** Says that a recall was refused after all: the row itself looks as if nothing had been asked. */
export class Refusals implements ReactiveController {
  #host: ReactiveControllerHost;
  #tell: (error: ImError) => void;
  #code: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #leave: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, tell: (error: ImError) => void) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  listen(client: Client, id: ConversationId): void {
    this.#leave = client.on('recall-failed', ({ conversationId, code }) => {
      if (conversationId !== id) return;
      this.#show(code);
      this.#tell(new ImError(code as ImErrorCode, { message: `recall: refused with ${code}` }));
    });
  }

  reset(): void {
    this.#leave?.();
    this.#leave = undefined;
    this.#show(undefined);
  }

  hostDisconnected(): void {
    this.reset();
  }

  #show(code: string | undefined): void {
    clearTimeout(this.#timer);
    if (code !== undefined) this.#timer = setTimeout(() => this.#show(undefined), SHOWN);
    if (code === this.#code) return;
    this.#code = code;
    this.#host.requestUpdate();
  }

  /** The region stands before its words do, or nobody hears them. */
  render(i18n: Translator): TemplateResult {
    const key = `error.${this.#code}`;
    const words = this.#code && i18n.t(i18n.has(key) ? key : 'error.engine');
    return html`<div class="refusal" part="refusal" role="status">${words ? html`<span>${words}</span>` : nothing}</div>`;
  }
}
