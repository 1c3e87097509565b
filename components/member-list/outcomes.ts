import { html, nothing, type TemplateResult } from 'lit';
import { type Client, ImError, type Outcomes } from '../../core/index.js';
import { personName } from '../person/naming.js';
import type { Translator } from '../shared/translator.js';

/** Why something was refused, in words. */
export function whyNot(error: ImError, { t, has }: Translator): string {
  const key = `error.${error.code}`;
  return t(has(key) ? key : 'error.engine');
}

/** Of a call over many for one alone: throws why it was refused, for the dialog to say. */
export function lone<T extends string>(outcomes: Outcomes<T>): Outcomes<T> {
  const [only] = outcomes.values();
  if (outcomes.size === 1 && only instanceof ImError) throw only;
  return outcomes;
}

/** What became of a call over many: how many it was done for, and by name for whom not and why. */
export function outcomeLines(
  outcomes: Outcomes<string>,
  { client, i18n, group }: { readonly client: Client; readonly i18n: Translator; readonly group?: string | undefined },
): TemplateResult {
  const failed = [...outcomes].filter((one): one is [string, ImError] => one[1] instanceof ImError);
  const done = outcomes.size - failed.length;
  return html`${done > 0 ? html`<p class="done">${i18n.t('members.done', { count: done })}</p>` : nothing}${
    failed.length > 0
      ? html`<p class="trouble">${i18n.t('members.undone', { count: failed.length })}</p><ul class="failed">${failed.map(
          ([id, error]) => html`<li><bdi>${personName(client.store, id, group)}</bdi>: ${whyNot(error, i18n)}</li>`,
        )}</ul>`
      : nothing
  }`;
}
