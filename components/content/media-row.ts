import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FileRef } from '../../core/index.js';
import { xIcon } from '../shared/icons.js';
import { ImRow } from '../shared/im-element.js';
import type { RenderContext } from './registry.js';

/**
 * What images and files share: the upload of their message with its way to stop it.
 * @internal
 */
export class MediaRow extends ImRow {
  static override properties: PropertyDeclarations = {
    file: { attribute: false },
    context: { attribute: false, hasChanged: () => true },
  };
  declare file: FileRef | undefined;
  declare context: RenderContext | undefined;

  #transfer = this.read(
    () => (this.context && this.uploading ? [`transfer/${this.context.message.id}`] : []),
    (store) => this.context && store.get('transfer', this.context.message.id),
  );

  protected get uploading(): boolean {
    const state = this.context?.message.delivery.state;
    return state === 'uploading' || (state === 'sending' && this.file?.id === undefined);
  }

  /** Ring with the way done and a cross that stops it. */
  protected stopper(): TemplateResult | typeof nothing {
    const { context } = this;
    if (!context || !this.uploading) return nothing;
    const stop = (event: Event): void => {
      event.stopPropagation();
      this.attempt(() => context.client.media.cancel(context.message.id));
    };
    return html`<button class="stop" aria-label=${this.t('action.cancel-upload')} @click=${stop}>${ring(this.#transfer.value?.fraction)}${xIcon()}</button>`;
  }
}

/** A ring drawn to a fraction of 1; without one, it turns. */
export function ring(fraction: number | undefined): TemplateResult {
  const length = Math.max(0.03, Math.min(1, fraction ?? 0.25));
  return html`<svg class=${fraction === undefined ? 'ring turning' : 'ring'} viewBox="0 0 40 40" aria-hidden="true"><circle
    cx="20" cy="20" r="17" pathLength="1" stroke-dasharray="${length} 1"></circle></svg>`;
}
