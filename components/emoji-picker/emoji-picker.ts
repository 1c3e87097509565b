import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { smileIcon } from '../shared/icons.js';
import {
  appleIcon,
  carIcon,
  flagIcon,
  handIcon,
  heartIcon,
  lightbulbIcon,
  pawPrintIcon,
  volleyballIcon,
} from '../shared/icons-emoji.js';
import { ImElement, rtlOf } from '../shared/im-element.js';
import { catalogue, type Emoji, search } from './catalogue.js';
import { styles } from './emoji-picker.styles.js';
import { keepTone, recents, remember, toneKept } from './recents.js';
import { type Tone, toned } from './tones.js';

const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;
const TABS: Readonly<Record<(typeof GROUPS)[number], () => TemplateResult>> = {
  0: smileIcon,
  1: handIcon,
  3: pawPrintIcon,
  4: appleIcon,
  5: carIcon,
  6: volleyballIcon,
  7: lightbulbIcon,
  8: heartIcon,
  9: flagIcon,
};
const MOST_HITS = 200;

/**
 * Emoji by group, with search, recently used ones and skin tones. All of it comes from this package; nothing is fetched
 * from elsewhere.
 *
 * @csspart search - The search field.
 * @csspart tone - The button that goes through the skin tones.
 * @csspart grid - Each block of emoji.
 * @fires im-emoji - One was chosen. Detail: {emoji, more}; `more`: Shift was held, another one is wanted.
 * @fires im-error - The emoji could not be loaded. Detail: {error}.
 */
export class ImEmojiPicker extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    all: { state: true },
    query: { state: true },
    tone: { state: true },
    failed: { state: true },
  };
  /** @internal */
  declare all: readonly Emoji[] | undefined;
  /** @internal */
  declare query: string;
  /** @internal */
  declare tone: Tone;
  /** @internal */
  declare failed: boolean;
  #lang = '';
  #recent: readonly string[] = [];

  constructor() {
    super();
    this.query = '';
    this.tone = 0;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tone = toneKept();
    this.#recent = recents();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  /**
   * Into the search; not under fingers, whose keyboard would cover the emoji. Where there is nothing to point with at
   * all, nothing hovers either, and the keys are all there is.
   */
  override focus(options?: FocusOptions): void {
    if (!matchMedia('(pointer: coarse)').matches) this.renderRoot.querySelector('input')?.focus(options);
  }

  protected override willUpdate(): void {
    const { lang } = this.i18n;
    if (lang === this.#lang) return;
    this.#lang = lang;
    this.#load(lang);
  }

  #load(lang: string): void {
    this.failed = false;
    this.attempt(async () => {
      try {
        const all = await catalogue(lang);
        if (lang === this.#lang) this.all = all;
      } catch (error) {
        this.failed = true;
        throw error;
      }
    });
  }

  override render(): TemplateResult {
    const tone = this.t(`emoji.skin-tone-${this.tone}`);
    return html`<div class="head">
        <input part="search" type="search" dir="auto" aria-label=${this.t('emoji.search')} placeholder=${this.t('emoji.search')}
          @input=${this.#typed} @keydown=${this.#searchKey} @keyup=${stop} @keypress=${stop} />
        <button type="button" class="tone" part="tone" aria-label="${this.t('emoji.skin-tone')}: ${tone}" title=${tone} @click=${this.#nextTone}>${toned('✋', this.tone)}</button>
      </div>
      ${this.all && !this.query ? this.#tabs() : nothing}
      <div class="all" @click=${this.#choose} @keydown=${this.#key}>${this.#body()}</div>`;
  }

  #tabs(): TemplateResult {
    return html`<div class="tabs" role="group" aria-label=${this.t('emoji.label')} @keydown=${this.#tabKey}>${GROUPS.map(
      (group, at) => {
        const name = this.t(`emoji.group-${group}`);
        const go = (): void => this.renderRoot.querySelector(`#g${group}`)?.scrollIntoView({ block: 'start' });
        return html`<button type="button" tabindex=${at === 0 ? 0 : -1} aria-label=${name} title=${name} @click=${go}>${TABS[group]()}</button>`;
      },
    )}</div>`;
  }

  #body(): unknown {
    const { all } = this;
    if (!all && this.failed)
      return html`<div class="say" role="alert"><button type="button" class="text-button" @click=${() => this.#load(this.#lang)}>${this.t('messages.try-again')}</button></div>`;
    if (!all) return html`<div class="say" role="status">${this.t('emoji.loading')}</div>`;
    if (this.query) {
      const hits = search(all, this.query).slice(0, MOST_HITS);
      return hits.length
        ? this.#grid(hits, this.query)
        : html`<div class="say" role="status">${this.t('emoji.none')}</div>`;
    }
    const known = new Map(all.map((one) => [one.emoji, one]));
    const recent = this.#recent.map(
      (emoji) => known.get(emoji) ?? { emoji, name: emoji, group: -1, toned: false, short: [], words: '' },
    );
    return [
      recent.length ? this.#section(-1, this.t('emoji.recent'), recent) : nothing,
      ...GROUPS.map((group) =>
        this.#section(
          group,
          this.t(`emoji.group-${group}`),
          all.filter((one) => one.group === group),
        ),
      ),
    ];
  }

  #section(group: number, name: string, list: readonly Emoji[]): TemplateResult {
    return html`<section id="g${group}"><h3>${name}</h3>${this.#grid(list, name, group === (this.#recent.length ? -1 : 0))}</section>`;
  }

  /** One button of all is reached by the Tab key; arrows do the rest. */
  #grid(list: readonly Emoji[], label: string, first = true): TemplateResult {
    return html`<div class="grid" part="grid" role="group" aria-label=${label}>${list.map((one, at) => {
      const shown = one.toned ? toned(one.emoji, this.tone) : one.emoji;
      return html`<button type="button" tabindex=${first && at === 0 ? 0 : -1} aria-label=${one.name} title=${one.name} data-emoji=${shown}>${shown}</button>`;
    })}</div>`;
  }

  #typed = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value.trim();
  };

  #nextTone = (): void => {
    this.tone = ((this.tone + 1) % 6) as Tone;
    keepTone(this.tone);
  };

  #choose = (event: MouseEvent): void => {
    const { emoji } = (event.target as HTMLElement).closest<HTMLElement>('[data-emoji]')?.dataset ?? {};
    if (!emoji) return;
    remember(emoji);
    this.tell('im-emoji', { emoji, more: event.shiftKey });
  };

  get #cells(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[data-emoji]')];
  }

  #searchKey = (event: KeyboardEvent): void => {
    stop(event);
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    const [first] = this.#cells;
    if (event.key === 'Enter' && this.query) first?.click();
    else first?.focus();
  };

  #key = (event: KeyboardEvent): void => {
    const cells = this.#cells;
    const at = cells.indexOf(event.target as HTMLElement);
    const from = cells[at];
    if (!from) return;
    stop(event);
    const ahead = rtlOf(this) ? -1 : 1;
    const moves: Record<string, () => HTMLElement | undefined> = {
      ArrowRight: () => cells[at + ahead],
      ArrowLeft: () => cells[at - ahead],
      ArrowDown: () => below(from, cells.slice(at + 1)),
      ArrowUp: () => below(from, cells.slice(0, at).reverse()) ?? this.renderRoot.querySelector('input') ?? undefined,
      Home: () => cells[0],
      End: () => cells.at(-1),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move()?.focus();
  };

  #tabKey = (event: KeyboardEvent): void => {
    stop(event);
    const tabs = [...this.renderRoot.querySelectorAll<HTMLElement>('.tabs button')];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.indexOf(event.target as HTMLElement) + (rtlOf(this) ? -step : step);
    tabs[(at + tabs.length) % tabs.length]?.focus();
  };
}

/** The nearest cell of another line that stands in the same column. */
const below = (from: HTMLElement, cells: readonly HTMLElement[]): HTMLElement | undefined =>
  cells.find((cell) => cell.offsetTop !== from.offsetTop && Math.abs(cell.offsetLeft - from.offsetLeft) < 8);

/** Typing here is nobody's hot key; Escape closes the box around us. */
const stop = (event: KeyboardEvent): void => {
  if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
};
