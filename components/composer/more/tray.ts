import { html, nothing, type TemplateResult } from 'lit';
import { fileSize } from '../../shared/format-later.js';
import { xIcon } from '../../shared/icons.js';
import { gripVerticalIcon } from '../../shared/icons-composer.js';
import { fileIcon } from '../../shared/icons-later.js';
import { rtlOf } from '../../shared/im-element.js';
import { contentPreview } from '../../shared/preview.js';
import type { Translator } from '../../shared/translator.js';
import type { Staged } from '../staged.js';
import { shrinks } from './pictures.js';

export interface TrayHost {
  readonly i18n: Translator;
  remove(one: Staged): void;
  /** To another place in the order, from 0. */
  move(one: Staged, to: number): void;
}

const nameOf = ({ file, content }: Staged, i18n: Translator): string =>
  content ? contentPreview(content, i18n) : (file?.name ?? '');

/** What waits above the field. */
export const tray = (staged: readonly Staged[], host: TrayHost): TemplateResult => {
  const { i18n } = host;
  return html`<ul class="tray" part="tray" aria-label=${i18n.t('composer.files')}>${staged.map((one, at) => {
    const name = nameOf(one, i18n);
    return html`<li class="staged" data-key=${one.key}>
      ${staged.length > 1 ? grip(one, at, staged, host) : nothing}${
        one.preview
          ? html`<img src=${one.preview} alt="" draggable="false" />`
          : html`<span class="kind">${fileIcon()}</span>`
      }
      <span class="what"><b dir="auto">${name}</b>${one.file ? fileSize(one.file.size, i18n.lang) : nothing}</span>
      <button type="button" class="icon-button remove" aria-label=${i18n.t('composer.remove-file', { name })}
        @click=${() => host.remove(one)}>${xIcon()}</button>
    </li>`;
  })}</ul>`;
};

/** Moves its file by the arrow keys, and along with the pointer that holds it. */
function grip(one: Staged, at: number, staged: readonly Staged[], host: TrayHost): TemplateResult {
  const { i18n, move } = host;
  const key = (event: KeyboardEvent): void => {
    const ahead = rtlOf(event.currentTarget as Element) ? 'ArrowLeft' : 'ArrowRight';
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const to = step === undefined ? undefined : at + (ahead === 'ArrowRight' ? step : -step);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (to >= 0 && to < staged.length) move(one, to);
  };
  const down = (event: PointerEvent): void => (event.currentTarget as Element).setPointerCapture(event.pointerId);
  const drag = (event: PointerEvent): void => {
    const button = event.currentTarget as Element;
    if (!button.hasPointerCapture(event.pointerId)) return;
    const items = [...(button.closest('ul')?.children ?? [])];
    const to = items.findIndex((item) => {
      const { left, right } = item.getBoundingClientRect();
      return event.clientX >= left && event.clientX <= right;
    });
    const now = items.indexOf(button.closest('li') as Element);
    if (to >= 0 && to !== now) move(one, to);
  };
  return html`<button type="button" class="grip" aria-label=${i18n.t('composer.move-file', {
    name: nameOf(one, i18n),
    at: at + 1,
    all: staged.length,
  })} @keydown=${key} @pointerdown=${down} @pointermove=${drag}>${gripVerticalIcon()}</button>`;
}

/** With `compress` "ask": the person says whether pictures are made smaller. */
export const smaller = (staged: readonly Staged[], i18n: Translator, whole: (on: boolean) => void): TemplateResult => {
  const pictures = staged.filter(({ file, content }) => file && !content && shrinks(file));
  if (pictures.length === 0) return html``;
  return html`<label class="smaller"><input type="checkbox" .checked=${!pictures.every((one) => one.whole)}
    @change=${(event: Event) => whole(!(event.target as HTMLInputElement).checked)} />${i18n.t('composer.smaller')}</label>`;
};
