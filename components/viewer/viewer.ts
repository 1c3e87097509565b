import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type MessageId, safeThumbnail } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { saveFile, shownName } from '../content/save.js';
import { fullTime } from '../shared/format.js';
import { shortTime } from '../shared/format-later.js';
import { chevronLeftIcon, circleAlertIcon, loaderCircleIcon, xIcon } from '../shared/icons.js';
import { chevronRightIcon, zoomInIcon, zoomOutIcon } from '../shared/icons-finding.js';
import { downloadIcon } from '../shared/icons-later.js';
import { ImRow, rtlOf } from '../shared/im-element.js';
import { nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import type { LocaleKey } from '../shared/translator.js';
import { Gestures } from './gestures.js';
import { Reel, type ViewItem } from './items.js';
import { Source } from './source.js';
import { styles } from './viewer.styles.js';
import { MOST } from './zoom.js';

/** Pixels that an arrow key moves a picture that is larger than its stage. */
const PAN = 80;

/**
 * Photos and videos of a conversation over the whole page: zoom, previous and next, download.
 *
 * @csspart dialog - The whole of it.
 * @csspart picture - The picture or the player.
 * @csspart caption - Name of the file and its place among the others.
 * @fires im-download-request - The file is to be saved. Cancelable; detail: {messageId, file}.
 * @fires im-viewer-close - It has closed; detail: {messageId}, the one that was seen last.
 */
export class ImViewer extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = { start: { attribute: false }, saving: { state: true } };
  /** What to begin with; the others come by themselves. */
  declare start: ViewItem | undefined;
  /** @internal Part of the download that is done. */
  declare saving: number | undefined;

  #reel: Reel | undefined;
  #source = new Source(() => this.requestUpdate());
  #resolve: (() => void) | undefined;
  #gestures = new Gestures({
    stage: () => this.renderRoot.querySelector('.stage'),
    picture: () => this.renderRoot.querySelector('img.picture'),
    swiped: (way) => this.#swiped(way),
    changed: () => this.requestUpdate(),
  });
  #message = this.read(
    () => {
      const { message } = this.#reel?.current ?? {};
      return message ? [`message/${message.id}`, ...nameKeys(message.senderId)] : [];
    },
    (store) => store.get('message', this.#reel?.current.messageId ?? ''),
  );

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** The one that is looked at. */
  get messageId(): MessageId | undefined {
    return this.#reel?.current.messageId;
  }

  /** Opens, and resolves once it has closed. */
  async show(): Promise<void> {
    const { im, start } = this;
    if (!im || !start) return;
    this.#reel = new Reel(im, start, () => this.requestUpdate());
    this.requestUpdate();
    await this.updateComplete;
    if (!this.isConnected) return;
    const closed = new Promise<void>((resolve) => {
      this.#resolve = resolve;
    });
    this.#dialog?.showModal();
    this.#turned();
    return closed;
  }

  close(): void {
    this.#dialog?.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed();
  }

  #closed = (): void => {
    this.#reel?.close();
    this.#source.close();
    const resolve = this.#resolve;
    this.#resolve = undefined;
    if (!resolve) return;
    if (this.isConnected) this.tell('im-viewer-close', { messageId: this.messageId });
    resolve();
  };

  /** Another one is looked at. */
  #turned(): void {
    const { im } = this;
    const reel = this.#reel;
    if (!im || !reel) return;
    this.saving = undefined;
    this.#gestures.reset();
    this.#source.load(im, reel.current.file);
    this.requestUpdate();
  }

  #go = (step: number): void => {
    if (this.#reel?.go(step)) this.#turned();
  };

  #swiped(way: 'left' | 'right' | 'down'): void {
    if (way === 'down') this.close();
    else this.#go((way === 'left') === rtlOf(this) ? -1 : 1);
  }

  override render(): TemplateResult | typeof nothing {
    const reel = this.#reel;
    if (!reel) return nothing;
    const { current, items, at } = reel;
    return html`<dialog part="dialog" aria-label=${this.t('viewer.label')} @close=${this.#closed} @keydown=${this.#key} @keyup=${stop} @click=${this.#beside}>
      <header role="presentation">${this.#who(current)}<div class="ways">${current.what === 'image' ? this.#zooms() : nothing}${this.#button(
        'viewer.download',
        downloadIcon(),
        this.#save,
        this.saving !== undefined,
      )}${this.#button('viewer.close', xIcon(), () => this.close())}</div></header>
      <div class="stage" @wheel=${{ handleEvent: this.#wheel, passive: false }} @pointerdown=${this.#gestures.down} @pointermove=${this.#gestures.move}
        @pointerup=${this.#gestures.up} @pointercancel=${this.#gestures.up} @dblclick=${this.#gestures.double}>${this.#shown(current)}</div>
      ${items.length > 1 ? this.#sides(at, items.length) : nothing}
      <footer part="caption"><span class="name" dir="auto">${current.what === 'voice' ? this.t('viewer.voice') : shownName(current.file.name)}</span>${
        items.length > 1
          ? html`<span class="place" aria-live="polite">${new Intl.NumberFormat(this.i18n.lang).format(at + 1)} / ${new Intl.NumberFormat(this.i18n.lang).format(items.length)}</span>`
          : nothing
      }</footer>
    </dialog>`;
  }

  #who({ message }: ViewItem): TemplateResult {
    const { im } = this;
    if (!message || !im) return html`<div class="who"></div>`;
    wantUsers(im, [message.senderId]);
    const name = nameIn(im.store, message.senderId, message.sender?.name);
    const { lang } = this.i18n;
    return html`<div class="who"><bdi class="sender">${message.own ? this.t('viewer.you') : name}</bdi><time datetime=${new Date(message.sentAt).toISOString()}
      title=${fullTime(message.sentAt, lang)}>${shortTime(message.sentAt, im.session.now(), lang, this.t('messages.yesterday'))}</time></div>`;
  }

  #zooms(): TemplateResult {
    const { scale } = this.#gestures.pose;
    const percent = new Intl.NumberFormat(this.i18n.lang, { style: 'percent' }).format(scale);
    return html`${this.#button('viewer.zoom-out', zoomOutIcon(), () => this.#gestures.zoom(-1), scale <= 1)}<button type="button"
      class="percent" aria-label=${this.t('viewer.zoom-reset', { percent })} @click=${() => this.#gestures.reset()}>${percent}</button>${this.#button(
        'viewer.zoom-in',
        zoomInIcon(),
        () => this.#gestures.zoom(1),
        scale >= MOST,
      )}`;
  }

  #button(key: LocaleKey, icon: TemplateResult, act: () => void, off = false): TemplateResult {
    const label = this.t(key);
    return html`<button type="button" class="icon-button" aria-label=${label} title=${label} aria-disabled=${off ? 'true' : 'false'}
      ?autofocus=${key === 'viewer.close'} @click=${() => off || act()}>${icon}</button>`;
  }

  #sides(at: number, count: number): TemplateResult {
    const [previous, next] = [this.t('viewer.previous'), this.t('viewer.next')];
    return html`<button type="button" class="side previous" aria-label=${previous} title=${previous} ?disabled=${at === 0}
        @click=${() => this.#go(-1)}>${chevronLeftIcon()}</button><button type="button" class="side next" aria-label=${next} title=${next}
        ?disabled=${at >= count - 1} @click=${() => this.#go(1)}>${chevronRightIcon()}</button>`;
  }

  #shown(item: ViewItem): TemplateResult {
    if (this.#message.value?.recalled)
      return html`<div class="words" role="status">${circleAlertIcon()}<p>${this.t('viewer.gone')}</p></div>`;
    const { state, url } = this.#source;
    if (state === 'failed' || (state === 'broken' && item.what === 'image'))
      return html`<div class="words" role="alert">${circleAlertIcon()}<p>${this.t('viewer.failed')}</p><button type="button" class="text-button"
        @click=${this.#source.again}>${this.t('messages.try-again')}</button></div>`;
    if (state === 'broken')
      return html`<div class="words" role="alert">${circleAlertIcon()}<p>${this.t('viewer.unplayable')}</p></div>`;
    if (item.what === 'video' && url)
      return html`<video class="player" part="picture" controls playsinline aria-label=${this.t('viewer.video', { name: shownName(item.file.name) })}
        src=${url} poster=${safeThumbnail(item.still) ?? nothing} @error=${this.#source.broken} @pointerdown=${stop}></video>`;
    if (item.what === 'voice' && url)
      return html`<audio class="player" part="picture" controls aria-label=${this.t('viewer.voice')} src=${url} @error=${this.#source.broken} @pointerdown=${stop}></audio>`;
    return this.#picture(item, state === 'shown', url);
  }

  #picture(item: ViewItem, shown: boolean, url: string | undefined): TemplateResult {
    const still = safeThumbnail(item.still);
    return html`${still && !shown ? html`<img class="still" alt="" src=${still} />` : nothing}${
      url
        ? html`<img class="picture ${shown ? '' : 'late'}" part="picture" alt=${this.t('messages.image', { name: shownName(item.file.name) })} src=${url}
            draggable="false" @load=${this.#source.loaded} @error=${this.#source.broken} />`
        : nothing
    }${shown ? nothing : html`<div class="wait" role="status">${loaderCircleIcon()}<span class="sr">${this.t('viewer.loading')}</span></div>`}`;
  }

  #wheel = (event: WheelEvent): void => {
    if (this.#reel?.current.what === 'image') this.#gestures.wheel(event);
  };

  #save = (): void => {
    const { im } = this;
    const item = this.#reel?.current;
    if (!im || !item || this.saving !== undefined) return;
    const { messageId, file } = item;
    this.ask('im-download-request', { messageId, file }, async () => {
      this.saving = 0;
      try {
        await saveFile(im, file, (fraction) => (this.saving = fraction));
      } finally {
        this.saving = undefined;
      }
    });
  };

  /** Beside the picture, as people expect. */
  #beside = (event: MouseEvent): void => {
    const [target] = event.composedPath();
    if (target instanceof Element && target.matches('dialog')) this.close();
  };

  #key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const [target] = event.composedPath();
    if (event.altKey || event.ctrlKey || event.metaKey || target instanceof HTMLMediaElement) return;
    const act = this.#acts(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };

  #acts(key: string): (() => void) | undefined {
    const gestures = this.#gestures;
    const large = gestures.pose.scale > 1;
    const forth = rtlOf(this) ? -1 : 1;
    const acts: Readonly<Record<string, () => void>> = {
      '+': () => gestures.zoom(1),
      '=': () => gestures.zoom(1),
      '-': () => gestures.zoom(-1),
      '0': () => gestures.reset(),
      Home: () => this.#go(-(this.#reel?.at ?? 0)),
      End: () => this.#go((this.#reel?.items.length ?? 1) - 1 - (this.#reel?.at ?? 0)),
      ArrowLeft: large ? () => gestures.pan({ x: PAN, y: 0 }) : () => this.#go(-forth),
      ArrowRight: large ? () => gestures.pan({ x: -PAN, y: 0 }) : () => this.#go(forth),
      ...(large && {
        ArrowUp: () => gestures.pan({ x: 0, y: PAN }),
        ArrowDown: () => gestures.pan({ x: 0, y: -PAN }),
      }),
    };
    return acts[key];
  }
}

const stop = (event: Event): void => event.stopPropagation();
