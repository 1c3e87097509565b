import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { composerParts } from '../../../locales/parts/composer.js';
import { teach } from '../../shared/languages.js';
import { nameOf } from '../../shared/titles.js';
import type { Desk } from '../desk.js';
import { keeping } from '../keeping.js';
import { errorNote } from '../notes.js';
import { type Option, optionsFor } from './options.js';
import { mentions, more } from './people.js';
import { placeList } from './place.js';
import { caretAfterEmoji } from './short-names.js';
import { suggestStyles } from './suggest.styles.js';
import { Tracker } from './tracker.js';
import { type Trigger, triggerAt } from './trigger.js';

/** Between the last key and the word of how many there are, milliseconds. */
const SAY_AFTER = 400;
/** Below this many more members are fetched. */
const ENOUGH = 8;

/**
 * People, emoji and commands offered while they are typed: a list box beside the field, which keeps the focus and names the
 * active option (WAI-ARIA 1.2). The field stays a text box: HTML allows no other role for it, so there is nothing to
 * expand; that the list has opened is said by a status.
 */
export class Suggest implements ReactiveController {
  readonly #desk: Desk;
  readonly #tracker: Tracker;
  #options: readonly Option[] = [];
  #active = 0;
  #trigger: Trigger | undefined;
  /** Closed by Escape, until something else is begun. */
  #shut: string | undefined;
  #turn = 0;
  #said = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tap: (() => void) | undefined;

  constructor(desk: Desk) {
    teach(composerParts);
    const { composer, writing } = desk;
    const root = composer.shadowRoot;
    if (root && suggestStyles.styleSheet)
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, suggestStyles.styleSheet];
    this.#desk = desk;
    this.#tracker = new Tracker(desk);
    writing.marker = this.#tracker;
    writing.extra ??= keeping(desk);
    composer.addController(this);
  }

  hostConnected(): void {
    const { composer } = this.#desk;
    for (const type of ['keyup', 'pointerup', 'focusout'] as const) composer.addEventListener(type, this.#moved, true);
  }

  hostDisconnected(): void {
    const { composer } = this.#desk;
    for (const type of ['keyup', 'pointerup', 'focusout'] as const)
      composer.removeEventListener(type, this.#moved, true);
    this.#close();
  }

  hostUpdated(): void {
    const input = this.#desk.input();
    const list = this.#list;
    if (!input || !list) return;
    const open = this.#options.length > 0;
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-haspopup', 'listbox');
    if (open) {
      input.setAttribute('aria-controls', list.id);
      input.setAttribute('aria-activedescendant', `suggestion-${this.#active}`);
      if (!list.matches(':popover-open')) list.showPopover();
      placeList(list, this.#desk.composer);
      list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-controls');
      input.removeAttribute('aria-activedescendant');
      if (list.matches(':popover-open')) list.hidePopover();
    }
  }

  get #list(): HTMLElement | null {
    return this.#desk.composer.shadowRoot?.querySelector<HTMLElement>('#suggestions') ?? null;
  }

  /** Something was typed. */
  typed(): void {
    const input = this.#desk.input();
    if (input && caretAfterEmoji(input)) this.#desk.writing.write(input.value);
    this.#look();
  }

  /** Keys of the open list; true when it took one. */
  key({ key }: KeyboardEvent): boolean {
    const count = this.#options.length;
    if (count === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step !== undefined) {
      this.#active = (this.#active + step + count) % count;
      this.#desk.composer.requestUpdate();
    } else if (key === 'Enter' || key === 'Tab') this.#accept(this.#options[this.#active]);
    else if (key === 'Escape') {
      this.#shut = keyOf(this.#trigger);
      this.#close();
    } else return false;
    return true;
  }

  /** Names a person where the caret is. */
  mention(user: string): void {
    const { composer, input } = this.#desk;
    const client = this.#desk.client();
    const id = this.#desk.conversation();
    const field = input();
    if (!client || !id || !field || !mentions(client, id)) return;
    const at = field.selectionStart;
    const glued = /\S$/.test(field.value.slice(0, at));
    if (glued) composer.insert(' ');
    const from = field.selectionStart;
    this.#put({ sign: '@', at: from, query: '' }, `@${nameOf(client.store.get('user', user), user)}`, user);
    field.focus();
  }

  /** Runs what the field commands; false when that is no command of the page. */
  command(): boolean {
    const { composer, writing } = this.#desk;
    const { text } = writing;
    const [, name = '', args = ''] = /^\/(\S+)(?:\s+([\s\S]*?))?\s*$/.exec(text) ?? [];
    const found = composer.commands?.find((one) => one.name === name);
    if (!found || writing.reason) return false;
    this.#close();
    writing.write('');
    const tell = (type: string, detail: unknown): unknown =>
      composer.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    Promise.resolve()
      .then(() => (found.run ? found.run(args, composer) : tell('im-command-request', { name, args })))
      .catch((error) => {
        if (!writing.text) writing.write(text);
        writing.set({ notes: [errorNote(error)] });
        tell('im-error', { error });
      });
    return true;
  }

  render(): TemplateResult {
    const { i18n } = this.#desk;
    const label = this.#trigger ? i18n().t(LABELS[this.#trigger.sign]) : '';
    return html`<div class="suggestions" id="suggestions" part="suggestions" role=${this.#options.length ? 'listbox' : nothing}
        popover="manual" aria-label=${this.#options.length ? label : nothing} @mousedown=${(event: Event) => event.preventDefault()}
        >${this.#options.map((option, at) => this.#option(option, at))}</div>
      <div class="sr" role="status">${this.#said}</div>`;
  }

  #option(option: Option, at: number): TemplateResult {
    const over = (): void => {
      if (this.#active === at) return;
      this.#active = at;
      this.#desk.composer.requestUpdate();
    };
    return html`<div class="option" role="option" id="suggestion-${at}" aria-selected=${at === this.#active} @pointermove=${over}
      @click=${() => this.#accept(option)}>${option.picture}<bdi class="label">${option.label}</bdi>${
        option.detail ? html`<bdi class="detail">${option.detail}</bdi>` : nothing
      }</div>`;
  }

  /** What is begun before the caret, and what fits it. */
  #look(): void {
    const input = this.#desk.input();
    const { readOnly, value, selectionStart: caret, selectionEnd } = input ?? {};
    const begun = input && !readOnly && caret === selectionEnd ? triggerAt(value ?? '', caret ?? 0) : undefined;
    if (keyOf(begun) !== this.#shut) this.#shut = undefined;
    const trigger = begun && this.#shut === undefined ? begun : undefined;
    const grows = trigger && keyOf(trigger) === keyOf(this.#trigger);
    this.#trigger = trigger;
    this.#turn += 1;
    if (!grows) this.#active = 0;
    if (trigger) void this.#fill(trigger, this.#turn);
    else this.#close();
  }

  async #fill(trigger: Trigger, turn: number): Promise<void> {
    const client = this.#desk.client();
    const id = this.#desk.conversation();
    const show = async (): Promise<number> => {
      const options = await optionsFor(this.#desk, trigger);
      if (turn === this.#turn) this.#show(options);
      return options.length;
    };
    let count = await show();
    if (trigger.sign !== '@' || !client || !id || !mentions(client, id)) return;
    this.#tap ??= client.store.tap(({ changes }) => {
      if (changes.some(({ key }) => /^(?:user|member)\//.test(key))) this.#again();
    });
    // Who fits may be on a page that was not asked for yet.
    while (turn === this.#turn && count < ENOUGH && (await more(client, id))) count = await show();
    if (turn === this.#turn) await show();
  }

  /** Names that have come in meanwhile. */
  #again(): void {
    const trigger = this.#trigger;
    const turn = this.#turn;
    if (!trigger) return;
    void optionsFor(this.#desk, trigger).then((options) => turn === this.#turn && this.#show(options));
  }

  #show(options: readonly Option[]): void {
    const before = this.#options[this.#active]?.key;
    const kept = options.findIndex(({ key }) => key === before);
    this.#options = options;
    this.#active = kept > 0 && this.#active > 0 ? kept : Math.min(this.#active, Math.max(0, options.length - 1));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { sign } = this.#trigger ?? {};
      const count = this.#options.length;
      this.#said = sign && count > 0 ? this.#desk.i18n().t('composer.suggestions', { count }) : '';
      this.#desk.composer.requestUpdate();
    }, SAY_AFTER);
    this.#desk.composer.requestUpdate();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#tap?.();
    this.#tap = undefined;
    this.#turn += 1;
    this.#trigger = undefined;
    if (this.#options.length === 0 && !this.#said) return;
    this.#options = [];
    this.#active = 0;
    this.#said = '';
    this.#desk.composer.requestUpdate();
  }

  #accept(option: Option | undefined): void {
    const trigger = this.#trigger;
    if (!option || !trigger) return;
    this.#close();
    this.#put(trigger, option.text, option.user);
    this.#desk.input()?.focus();
  }

  /** In place of what was begun, with a space behind it. */
  #put({ at }: Trigger, text: string, user: string | undefined): void {
    const input = this.#desk.input();
    const { writing } = this.#desk;
    const of = writing.aside ?? this.#desk.conversation();
    if (!input || !of) return;
    const end = input.selectionStart;
    const space = /^\s/.test(input.value.slice(end)) ? '' : ' ';
    input.setRangeText(text + space, at, end, 'end');
    if (!space) input.setSelectionRange(at + text.length + 1, at + text.length + 1);
    writing.write(input.value);
    if (user) {
      this.#tracker.add(of, { at, length: text.length, user });
      writing.keep();
    }
    this.#look();
  }

  /** The caret has gone elsewhere, or the focus. */
  #moved = (event: Event): void => {
    if (event.type === 'focusout') this.#close();
    else if (this.#options.length > 0 && !(event as KeyboardEvent).isComposing && event.target === this.#desk.input()) {
      const input = this.#desk.input();
      const now = triggerAt(input?.value ?? '', input?.selectionStart ?? 0);
      if (keyOf(now) !== keyOf(this.#trigger) || now?.query !== this.#trigger?.query) this.#look();
    }
  };
}

const LABELS = { '@': 'composer.people', ':': 'composer.emoji', '/': 'composer.commands' } as const;
const keyOf = (trigger: Trigger | undefined): string | undefined => trigger && `${trigger.sign}${trigger.at}`;
