import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type ConversationId, type FileRef, isConversationId, type Message, searchText } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { saveFile, shownName } from '../content/save.js';
import { date } from '../shared/format.js';
import { fileSize, shortTime } from '../shared/format-later.js';
import { circleAlertIcon, externalLinkIcon, loaderCircleIcon } from '../shared/icons.js';
import { fileIcon, imageIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import { itemOf } from '../viewer/items.js';
import { styles } from './media-wall.styles.js';
import { EMPTY, linksOf, monthsOf, nextOf, SHELVES, type Shelf, type Shelved } from './pages.js';

/**
 * Everything of a conversation that is no talk: photos and videos in a grid, files and links in lists, newest first under
 * the heading of their month.
 *
 * @csspart tabs - Media, files, links.
 * @csspart grid - The photos and videos of one month.
 * @csspart row - One file or link.
 * @csspart status - What is said while there is nothing.
 * @cssprop --im-media-tile - Least width of a tile. Default: 96px.
 * @fires im-open-request - A photo, video, file or link is to be opened. Cancelable; detail: {what, messageId, file or url}.
 * @fires im-error - What was asked for failed. Detail: {error}.
 */
export class ImMediaWall extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    shelf: {},
    shelves: { state: true },
  };
  /** Whose media. */
  declare conversation: ConversationId | undefined;
  /** Which tab is open: `media`, `files` or `links`. */
  declare shelf: Shelf;
  /** @internal */
  declare shelves: Readonly<Record<Shelf, Shelved>>;

  #turn = 0;
  #near: IntersectionObserver | undefined;
  #of: unknown;
  #live = this.read(
    () => [
      'session/self',
      ...this.shelves[this.shelf].items.flatMap((one) => [`message/${one.id}` as const, ...nameKeys(one.senderId)]),
    ],
    (store) => this.shelves[this.shelf].items.filter((one) => !store.get('message', one.id)?.recalled),
  );

  constructor() {
    super();
    this.shelf = 'media';
    this.shelves = { media: EMPTY, files: EMPTY, links: EMPTY };
  }

  get #id(): ConversationId | undefined {
    return isConversationId(this.conversation) ? this.conversation : undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near?.disconnect();
    this.#near = undefined;
    this.#turn += 1;
    this.#of = undefined;
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    if (!SHELVES.includes(this.shelf)) this.shelf = 'media';
    const of = this.im && this.isConnected ? `${this.im.name} ${this.#id}` : undefined;
    if (of !== this.#of) {
      this.#of = of;
      this.#turn += 1;
      this.shelves = { media: EMPTY, files: EMPTY, links: EMPTY };
    }
    if (of && this.#id && this.shelves[this.shelf].state === 'waiting') void this.#load();
  }

  async #load(): Promise<void> {
    const { im, shelf } = this;
    const id = this.#id;
    const now = this.shelves[shelf];
    if (!im || !id || now.state === 'loading') return;
    const turn = this.#turn;
    this.#set(shelf, { ...now, state: 'loading' });
    try {
      const { items, next } = await nextOf(im, id, shelf, now.next);
      if (turn !== this.#turn) return;
      const known = new Set(now.items.map((one) => one.id));
      const all = [...now.items, ...items.filter((one) => !known.has(one.id))];
      this.#set(shelf, { state: 'done', items: all, ...(next !== undefined && { next }) });
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#set(shelf, { ...now, state: 'failed' });
      this.tell('im-error', { error });
    }
  }

  #set(shelf: Shelf, shelved: Shelved): void {
    this.shelves = { ...this.shelves, [shelf]: shelved };
  }

  override render(): TemplateResult {
    const { shelf } = this;
    return html`<div class="tabs" part="tabs" role="tablist" aria-label=${this.t('wall.label')} @keydown=${this.#tabKey}>${SHELVES.map(
      (
        one,
      ) => html`<button type="button" role="tab" id=${one} aria-selected=${one === shelf ? 'true' : 'false'} aria-controls="panel"
        tabindex=${one === shelf ? '0' : '-1'} @click=${() => (this.shelf = one)}>${this.t(`wall.${one}`)}</button>`,
    )}</div>
    <div class="panel" id="panel" role="tabpanel" aria-labelledby=${shelf} tabindex="0">${this.#panel(shelf)}</div>`;
  }

  #panel(shelf: Shelf): TemplateResult {
    const { state, next } = this.shelves[shelf];
    const items = this.#live.value ?? [];
    const again = html`<button type="button" class="text-button" @click=${() => this.#load()}>${this.t('messages.try-again')}</button>`;
    if (items.length === 0 && state === 'failed')
      return html`<div class="blank" part="status" role="alert">${circleAlertIcon()}<span>${this.t('wall.failed')}</span>${again}</div>`;
    if (items.length === 0 && state !== 'done')
      return html`<div class="blank waiting" part="status" role="status">${loaderCircleIcon()}<span class="sr">${this.t('wall.loading')}</span></div>`;
    if (items.length === 0 && next === undefined)
      return html`<div class="blank" part="status" role="status">${shelf === 'media' ? imageIcon() : shelf === 'files' ? fileIcon() : externalLinkIcon()}<span>${this.t(`wall.no-${shelf}`)}</span></div>`;
    return html`${monthsOf(items).map(
      ({ at, items: of }) =>
        html`<section><h3>${this.#month(at)}</h3>${
          shelf === 'media'
            ? html`<div class="grid" part="grid" @keydown=${this.#gridKey}>${of.map((one) => this.#tile(one))}</div>`
            : html`<ul>${of.map((one) => (shelf === 'files' ? this.#file(one) : this.#links(one)))}</ul>`
        }</section>`,
    )}${
      state === 'failed'
        ? html`<div class="end" role="alert">${this.t('wall.failed')} ${again}</div>`
        : next === undefined
          ? nothing
          : html`<div class="end"><button type="button" class="text-button more" aria-busy=${state === 'loading' ? 'true' : 'false'}
              @click=${() => this.#load()}>${this.t('wall.more')}</button></div>`
    }`;
  }

  #month(at: number): string {
    return date(this.i18n.lang, 'wall-month', { month: 'long', year: 'numeric' }).format(at);
  }

  #tile(message: Message): TemplateResult | typeof nothing {
    const item = itemOf(message);
    if (!item) return nothing;
    return html`<im-media-tile .client=${this.im} .translator=${this.i18n} .item=${item} @click=${() => this.#view(message)}></im-media-tile>`;
  }

  #view(message: Message): void {
    const item = itemOf(message);
    const { im } = this;
    if (!item || !im || item.what === 'voice') return;
    const request = { what: item.what, messageId: message.id, file: item.file } as const;
    this.ask('im-open-request', request, async (asked) =>
      (await import('../viewer/index.js')).openViewer(im, asked, this),
    );
  }

  #meta(message: Message): TemplateResult {
    const { im } = this;
    wantUsers(im, [message.senderId]);
    const name = im ? nameIn(im.store, message.senderId, message.sender?.name) : message.senderId;
    const now = im?.session.now() ?? message.sentAt;
    return html`<bdi>${name}</bdi> · <time datetime=${new Date(message.sentAt).toISOString()}>${shortTime(message.sentAt, now, this.i18n.lang, this.t('messages.yesterday'))}</time>`;
  }

  #file(message: Message): TemplateResult | typeof nothing {
    const { im } = this;
    const { file } = message.content as unknown as { readonly file?: FileRef };
    if (!file || !im) return nothing;
    const open = (): boolean =>
      this.ask('im-open-request', { what: 'file', messageId: message.id, file } as const, () => saveFile(im, file));
    return html`<li><button type="button" class="row" part="row" title=${this.t('messages.download', { name: shownName(file.name) })} @click=${open}>
      <span class="sign">${fileIcon()}</span><span class="says"><span class="name" dir="auto">${shownName(file.name)}</span><span class="meta">${fileSize(file.bytes, this.i18n.lang)} · ${this.#meta(message)}</span></span></button></li>`;
  }

  #links(message: Message): TemplateResult[] {
    const title = (message.content as unknown as { readonly title?: string }).title;
    return linksOf(message).map((url) => {
      const open = (event: Event): void => {
        if (!this.ask('im-open-request', { what: 'link', messageId: message.id, url } as const, () => {}))
          event.preventDefault();
      };
      const words = title ?? searchText(message.content).replace(/\s+/g, ' ').trim();
      return html`<li><a class="row" part="row" href=${url} target="_blank" rel="noopener noreferrer nofollow" @click=${open}><span class="sign">${externalLinkIcon()}</span><span class="says"><span class="name" dir="ltr">${url.replace(/^https?:\/\//, '').slice(0, 200)}</span>${
        words && words !== url ? html`<span class="meta clip" dir="auto">${words.slice(0, 200)}</span>` : nothing
      }<span class="meta">${this.#meta(message)}</span></span></a></li>`;
    });
  }

  protected override updated(): void {
    this.#near ??= new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void this.#load(),
      { root: this.renderRoot.querySelector('.panel'), rootMargin: '300px' },
    );
    this.#near.disconnect();
    const more = this.renderRoot.querySelector('.more');
    if (more && this.shelves[this.shelf].state === 'done') this.#near.observe(more);
  }

  #tabKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const way = this.matches(':dir(rtl)') ? -step : step;
    this.shelf = SHELVES[(SHELVES.indexOf(this.shelf) + way + SHELVES.length) % SHELVES.length] as Shelf;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${this.shelf}`)?.focus());
  };

  /** Arrows go through all tiles; up and down by a row, as they lie. */
  #gridKey = (event: KeyboardEvent): void => {
    const tiles = [...this.renderRoot.querySelectorAll('im-media-tile')];
    const at = tiles.findIndex((tile) => tile.matches(':focus-within'));
    const here = tiles[at]?.getBoundingClientRect();
    if (!here) return;
    const forth = this.matches(':dir(rtl)') ? -1 : 1;
    const side = { ArrowRight: forth, ArrowLeft: -forth }[event.key];
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const to = side ? tiles[at + side] : down ? below(tiles, at, here, down) : undefined;
    if (!side && !down) return;
    event.preventDefault();
    to?.focus();
  };
}

/** The nearest tile of the next row, one way or the other. */
const below = (tiles: readonly HTMLElement[], at: number, here: DOMRect, way: number): HTMLElement | undefined => {
  let row: number | undefined;
  let best: HTMLElement | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (let next = at + way; tiles[next]; next += way) {
    const box = (tiles[next] as HTMLElement).getBoundingClientRect();
    if (Math.abs(box.top - here.top) < 2) continue;
    row ??= box.top;
    if (Math.abs(box.top - row) > 2) break;
    const far = Math.abs(box.left - here.left);
    if (far < nearest) [best, nearest] = [tiles[next], far];
  }
  return best;
};
