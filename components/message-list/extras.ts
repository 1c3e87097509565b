import { html, nothing, type TemplateResult } from 'lit';
import { selection as words } from '../../locales/parts/selection.js';
import { teach } from '../shared/languages.js';
import { extrasStyles } from './extras.styles.js';
import { Selection, type SelectionHost } from './selection.js';

teach(words);

export interface ExtrasHost extends Omit<SelectionHost, 'selecting'> {
  readonly selecting: SelectionHost['selecting'] | undefined;
  /** The jump button stands there too. */
  readonly away: boolean;
  jump(to: { readonly serverId: string } | string): unknown;
}

/** What a list has only while somebody wants it: choosing several messages, and the way to those that name the reader. */
export class ListExtras {
  readonly #selection = new Selection();

  /** Adds what these look like to a list that has begun without them. */
  adopt(root: ShadowRoot): void {
    const sheet = extrasStyles.styleSheet;
    if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }

  mark(host: ExtrasHost): void {
    this.#selection.mark(host.rows(), host.selecting && (host as SelectionHost));
  }

  /** Handles a click or a key while messages are being chosen. */
  handle(event: Event, host: ExtrasHost): void {
    if (!host.selecting) return;
    if (event.type === 'click') this.#selection.click(event as MouseEvent, host as SelectionHost);
    else this.#selection.key(event as KeyboardEvent, host as SelectionHost);
  }

  bar(host: ExtrasHost): TemplateResult | typeof nothing {
    return host.selecting ? this.#selection.bar(host as SelectionHost) : nothing;
  }

  /** Leads to the first message that names the reader and is not in view. */
  mention(host: ExtrasHost): TemplateResult | typeof nothing {
    const { client, conversation, i18n } = host;
    const mentions = client.store.get('conversation', conversation)?.mentions ?? [];
    const [first] = mentions;
    if (!first || host.selecting) return nothing;
    const label = i18n.t('beyond.mention', { count: mentions.length });
    const to = first.serverId ? { serverId: first.serverId } : first.messageId;
    return html`<button class="at-me ${host.away ? 'above' : ''}" part="mention-jump" aria-label=${label} title=${label}
      @click=${() => host.jump(to)}>@</button>`;
  }
}
