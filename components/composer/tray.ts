import { html, type TemplateResult } from 'lit';
import { fileSize } from '../shared/format.js';
import { fileIcon, xIcon } from '../shared/icons.js';
import type { Translator } from '../shared/translator.js';
import type { Staged } from './staged.js';

/** The files that wait above the field. */
export const tray = (staged: readonly Staged[], i18n: Translator, remove: (one: Staged) => void): TemplateResult =>
  html`<ul class="tray" part="tray" aria-label=${i18n.t('composer.files')}>${staged.map(
    (one) => html`<li class="staged">
      ${one.preview ? html`<img src=${one.preview} alt="" />` : html`<span class="kind">${fileIcon()}</span>`}
      <span class="what"><b dir="auto">${one.file.name}</b>${fileSize(one.file.size, i18n.lang)}</span>
      <button type="button" class="icon-button remove" aria-label=${i18n.t('composer.remove-file', { name: one.file.name })}
        @click=${() => remove(one)}>${xIcon()}</button>
    </li>`,
  )}</ul>`;
