import type { Client, ConversationFilter, ConversationId } from '../../core/index.js';
import type { MenuAnchor, MenuItem } from '../menu/menu.js';
import { RowMenu } from '../menu/row-menu.js';
import { rtlOf } from '../shared/im-element.js';
import { titleOf } from '../shared/titles.js';
import type { Translator } from '../shared/translator.js';
import type { ImConversationItem } from './conversation-item.js';
import type * as Offers from './offers.js';
import { Swipe, type Way } from './swipe.js';

export interface DeedsHost {
  readonly element: HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };
  client(): Client | undefined;
  i18n(): Translator;
  filter(): ConversationFilter | undefined;
  /** Names of what swiping to the end and to the start does. */
  swipe(): string;
  readonly ask: Offers.OfferHost['ask'];
  attempt(act: () => unknown): void;
}

const SIDES: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight']);

/** What is done with rows by menu, by swiping and by keys. How is loaded with the first finger or key. */
export class Deeds {
  readonly #host: DeedsHost;
  readonly #menu: RowMenu;
  #offers: typeof Offers | undefined;

  constructor(host: DeedsHost & { readonly element: ConstructorParameters<typeof Swipe>[0] }) {
    this.#host = host;
    this.#menu = new RowMenu(host.element);
    new Swipe(
      host.element,
      (event) => this.#touched(event),
      (row, way) => this.#swiped((row as ImConversationItem).conversation, way),
    );
  }

  async #load(): Promise<typeof Offers> {
    this.#offers ??= await import('./offers.js');
    return this.#offers;
  }

  async openMenu(id: ConversationId, anchor: MenuAnchor, from: HTMLElement): Promise<void> {
    const client = this.#host.client();
    if (!client) return;
    const { offersFor } = await this.#load();
    const show = (items: readonly MenuItem[], label: string): void => this.#menu.show(items, label, anchor, from);
    const name = titleOf(client.store, id);
    show(offersFor(id, this.#given(client, show)), this.#host.i18n().t('list.menu', { name }));
  }

  #given(client: Client, turn: Offers.OfferHost['turn']): Offers.OfferHost {
    const { element: host, ask } = this.#host;
    return { client, i18n: this.#host.i18n(), host, tag: this.#host.filter()?.tag, ask, turn };
  }

  /** What is done by hand is known by the time that a finger has moved. */
  #touched(event: PointerEvent): ImConversationItem | undefined {
    this.#host.attempt(() => this.#load());
    const path = event.composedPath() as HTMLElement[];
    return path.find((node): node is ImConversationItem => node.localName === 'im-conversation-item');
  }

  #swiped(id: ConversationId | undefined, way: Way): MenuItem | undefined {
    const client = this.#host.client();
    const [end = '', start = ''] = this.#host.swipe().trim().split(/\s+/);
    if (!client || !id) return undefined;
    const given = this.#given(client, () => {});
    return this.#offers?.swipeFor(id, way === 'end' ? end : start, given);
  }

  /** Shift and an arrow to the side do what swiping does; true where that was meant. */
  key(event: KeyboardEvent): boolean {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    const { conversation } = event.target as ImConversationItem;
    if (!shiftKey || altKey || ctrlKey || metaKey || !conversation || !SIDES.has(key)) return false;
    event.preventDefault();
    const way: Way = (key === 'ArrowRight') === rtlOf(this.#host.element) ? 'start' : 'end';
    this.#host.attempt(async () => {
      await this.#load();
      this.#swiped(conversation, way)?.act();
    });
    return true;
  }
}
