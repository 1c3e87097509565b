import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ContentOf } from '../../../core/index.js';
import { arrowUpIcon, plusIcon, xIcon } from '../../shared/icons.js';
import { arrowDownIcon } from '../../shared/icons-later.js';
import { AskDialog, type AskElement, askStyles } from './ask-dialog.js';

const LEAST = 2;
const MOST = 12;

const styles = css`
  form {
    max-block-size: inherit;
  }
  fieldset {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .row {
    display: flex;
    align-items: center;
  }
  .row input {
    flex: 1;
    margin-inline-end: 4px;
  }
  label.check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
    color: var(--_ink);
  }
  .check input {
    flex: none;
    inline-size: 18px;
    min-block-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  @media (pointer: coarse) {
    label.check {
      min-block-size: 44px;
    }
  }
`;

interface Line {
  readonly key: number;
  readonly text: string;
}

/**
 * Asks for a question and its options. Options move by their buttons, or by Alt and an arrow key; Enter goes on to the next.
 * @internal
 */
class ImPollForm extends AskDialog<ContentOf<'poll'>> {
  static readonly version = '0.1.0';
  static override styles = [...askStyles, styles];
  static override properties: PropertyDeclarations = { lines: { state: true }, told: { state: true } };
  /** @internal */
  declare lines: readonly Line[];
  /** Place to which an option was moved. @internal */
  declare told: number | undefined;
  protected override readonly heading = 'poll.new';
  #last = LEAST;

  constructor() {
    super();
    this.lines = Array.from({ length: LEAST }, (_, key) => ({ key, text: '' }));
  }

  protected override fields(): TemplateResult {
    const full = this.lines.length >= MOST;
    return html`<label>${this.t('poll.question')}<input name="question" maxlength="300" required autocomplete="off" dir="auto"
        @input=${this.#heal} @keydown=${this.#entered} /></label>
      <fieldset>${repeat(
        this.lines,
        ({ key }) => key,
        (line, at) => this.#line(line, at),
      )}<button type="button" class="wide" ?disabled=${full} @click=${() => this.#add(this.lines.length)}>${plusIcon()}${this.t(
        'poll.add',
      )}</button></fieldset>
      <span class="sr" role="status">${this.told === undefined ? '' : this.t('poll.moved', { number: this.told })}</span>
      <div>${this.#check('multiple', 'poll.multiple')}${this.#check('anonymous', 'poll.hide-names')}</div>`;
  }

  #line({ key, text }: Line, at: number): TemplateResult {
    const values = { number: at + 1 };
    const label = this.t('poll.option', values);
    const way = (
      name: 'up' | 'down' | 'remove',
      icon: TemplateResult,
      off: boolean,
      act: () => void,
    ) => html`<button type="button" class="icon-button ${name}"
        aria-label=${this.t(`poll.${name}`, values)} title=${this.t(`poll.${name}`, values)} ?disabled=${off} @click=${act}>${icon}</button>`;
    return html`<div class="row" data-key=${key}><input aria-label=${label} placeholder=${label} maxlength="120" autocomplete="off" dir="auto"
        ?required=${at < LEAST} .value=${text} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        @input=${(event: Event) => this.#typed(key, event)} @keydown=${(event: KeyboardEvent) => this.#pressed(event, at)} />${
          this.lines.length > 1
            ? [
                way('up', arrowUpIcon(), at === 0, () => this.#move(at, -1, '.up')),
                way('down', arrowDownIcon(), at === this.lines.length - 1, () => this.#move(at, 1, '.down')),
              ]
            : nothing
        }${way('remove', xIcon(), this.lines.length <= LEAST, () => this.#remove(at))}</div>`;
  }

  #check(name: string, label: 'poll.multiple' | 'poll.hide-names'): TemplateResult {
    return html`<label class="check"><input type="checkbox" name=${name} />${this.t(label)}</label>`;
  }

  #heal = (event: Event): void => (event.target as HTMLInputElement).setCustomValidity('');

  #typed(key: number, event: Event): void {
    this.#heal(event);
    const text = (event.target as HTMLInputElement).value;
    this.lines = this.lines.map((line) => (line.key === key ? { key, text } : line));
  }

  #entered = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.#focus(this.lines[0]?.key, 'input');
  };

  #pressed(event: KeyboardEvent, at: number): void {
    if (event.isComposing) return;
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (!by && event.key !== 'Enter') return;
    event.preventDefault();
    if (by) this.#move(at, by, 'input');
    else if (at + 1 < this.lines.length) this.#focus(this.lines[at + 1]?.key, 'input');
    else this.#add(at + 1);
  }

  #add(at: number): void {
    if (this.lines.length >= MOST) return;
    const key = this.#last++;
    this.lines = [...this.lines.slice(0, at), { key, text: '' }, ...this.lines.slice(at)];
    this.#focus(key, 'input');
  }

  #remove(at: number): void {
    if (this.lines.length <= LEAST) return;
    this.lines = this.lines.filter((_, each) => each !== at);
    this.#focus((this.lines[at] ?? this.lines.at(-1))?.key, 'input');
  }

  #move(at: number, by: number, back: string): void {
    const line = this.lines[at];
    const to = at + by;
    if (!line || to < 0 || to >= this.lines.length) return;
    const others = this.lines.filter((each) => each !== line);
    this.lines = [...others.slice(0, to), line, ...others.slice(to)];
    this.told = to + 1;
    this.#focus(line.key, back);
  }

  /** What moves in the tree loses the focus; a button at the end can have none. */
  #focus(key: number | undefined, what: string): void {
    void this.updateComplete.then(() => {
      const row = this.renderRoot.querySelector(`[data-key="${key}"]`);
      const wanted = row?.querySelector<HTMLInputElement | HTMLButtonElement>(what);
      (wanted?.disabled ? row?.querySelector<HTMLElement>('input') : wanted)?.focus();
    });
  }

  /** Says at the field what is wrong with it. */
  #refuse(field: HTMLInputElement | undefined | null, why: 'poll.blank' | 'poll.twice'): undefined {
    field?.setCustomValidity(this.t(why));
    field?.reportValidity();
  }

  protected override made(): ContentOf<'poll'> | undefined {
    const root = this.renderRoot;
    const question = root.querySelector<HTMLInputElement>('[name=question]');
    const inputs = [...root.querySelectorAll<HTMLInputElement>('.row input')];
    const texts = inputs.map(({ value }) => value.trim());
    if (!question?.value.trim()) return this.#refuse(question, 'poll.blank');
    for (const [at, text] of texts.entries()) {
      if (!text && at < LEAST) return this.#refuse(inputs[at], 'poll.blank');
      if (text && texts.indexOf(text) < at) return this.#refuse(inputs[at], 'poll.twice');
    }
    const on = (name: string): boolean => root.querySelector<HTMLInputElement>(`[name=${name}]`)?.checked ?? false;
    return {
      kind: 'poll',
      question: question.value.trim(),
      options: texts.filter(Boolean).map((text, at) => ({ id: String(at + 1), text })),
      ...(on('multiple') && { multiple: true }),
      ...(on('anonymous') && { anonymous: true }),
    };
  }
}

export const POLL_FORM: AskElement<ContentOf<'poll'>> = { tag: 'im-poll-form', element: ImPollForm };
