import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Content } from '../../../core/index.js';
import { ImRow } from '../../shared/im-element.js';
import { rendererFor } from '../lazy.js';
import type { Frame, RenderContext } from '../registry.js';
import { unknown } from '../unknown.js';

/**
 * Base of what draws one content of a row.
 * @internal
 */
export class ContentRow<C extends Content> extends ImRow {
  static override properties: PropertyDeclarations = {
    content: { attribute: false },
    context: { attribute: false, hasChanged: () => true },
  };
  declare content: C | undefined;
  declare context: RenderContext | undefined;

  /** Content inside content, as a row of its own would draw it. */
  protected inner(content: Content, context: RenderContext): { readonly frame: Frame; readonly body: TemplateResult } {
    try {
      const renderer = rendererFor(content, context.renderers, () => this.requestUpdate());
      const frame = typeof renderer.frame === 'function' ? renderer.frame(content) : (renderer.frame ?? 'bubble');
      return { frame, body: renderer.render(content, context) };
    } catch (error) {
      this.tell('im-error', { error });
      return { frame: 'bubble', body: html`${unknown.render(content, context)}` };
    }
  }
}
