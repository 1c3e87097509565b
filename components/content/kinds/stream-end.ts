import { html, nothing, type TemplateResult } from 'lit';
import type { Client, ContentOf, MessageId } from '../../../core/index.js';
import { base } from '../../../styles/shared/index.js';
import { ContentRow } from './content-row.js';
import { streamStyles } from './stream.styles.js';

/** How much a row has become taller, pixels. */
export interface Grown {
  readonly by: number;
}

interface Watched {
  /** Of the row when it was last looked at, pixels. */
  height: number;
  ended: boolean;
}

/** Texts that were seen growing here. The element itself is made anew where its text begins to be folded. */
const all = new WeakMap<Client, Map<MessageId, Watched>>();

export const watched = (client: Client, id: MessageId): Watched | undefined => all.get(client)?.get(id);

const watch = (client: Client, id: MessageId, height: number): void => {
  const known = all.get(client) ?? new Map<MessageId, Watched>();
  all.set(client, known.set(id, { height, ended: false }));
};

/**
 * Where a text ends that is being written: a caret while it grows. Tells lists by how much the row has grown, and people
 * who hear the page the whole text once, when it is done.
 * @internal
 * @fires im-grown - The row is taller than before; detail: {by}.
 */
export class ImStreamEnd extends ContentRow<ContentOf<'stream'>> {
  static readonly version = '0.1.0';
  static override styles = [base, streamStyles];

  get #watched(): Watched | undefined {
    const { context } = this;
    return context && !context.readonly ? watched(context.client, context.message.id) : undefined;
  }

  override render(): TemplateResult | typeof nothing {
    const { content, context } = this;
    if (!content || !context) return nothing;
    const caret =
      content.done || context.readonly
        ? nothing
        : html`<span class="caret" aria-hidden="true"></span><span class="sr">${this.t('stream.writing')}</span>`;
    // Said once, when it is whole: nobody wants to hear every word twice.
    const said = content.done && this.#watched ? content.text : nothing;
    return html`${caret}<span class="sr" role="status" aria-live="polite">${said}</span>`;
  }

  protected override updated(): void {
    const { content, context } = this;
    const root = this.getRootNode();
    const row = root instanceof ShadowRoot ? root.host : undefined;
    const seen = this.#watched;
    if (!content || !context || context.readonly || !(row instanceof HTMLElement) || seen?.ended) return;
    const height = row.offsetHeight;
    if (!seen) {
      if (!content.done) watch(context.client, context.message.id, height);
      return;
    }
    const by = height - seen.height;
    seen.height = height;
    seen.ended = content.done === true;
    if (by > 0) this.tell<Grown>('im-grown', { by });
  }
}
