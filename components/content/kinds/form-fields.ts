import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type FormAnswer, type FormField, type FormOption, mostOf } from '../../../core/content/kinds/form.js';
import { starIcon } from '../../shared/icons-parts.js';
import type { Translator } from '../../shared/translator.js';

type Value = FormAnswer[string] | undefined;

export interface FieldContext {
  readonly i18n: Translator;
  readonly value: Value;
  readonly missing: boolean;
  readonly disabled: boolean;
  /** What is chosen by now: two presses may come before one drawing. */
  now(): Value;
  set(value: Value): void;
  /** A quick reply was chosen. */
  quick(option: FormOption): void;
}

const heading = (field: FormField, { i18n, missing }: FieldContext): TemplateResult =>
  html`<span class="label"><span>${field.label ?? ''}</span>${
    field.required || field.kind === 'quick' || !field.label
      ? nothing
      : html`<span class="hint">${i18n.t('form.optional')}</span>`
  }${field.kind === 'choices' && field.max ? html`<span class="hint">${i18n.t('form.at-most', { count: field.max })}</span>` : nothing}</span>${
    missing
      ? html`<span class="missing" id="${field.id}-missing" role="alert">${i18n.t('form.required')}</span>`
      : nothing
  }`;

/** One question with the controls of its kind. */
export function fieldOf(field: FormField, context: FieldContext): TemplateResult {
  if (field.kind === 'text') return textField(field, context);
  if (field.kind === 'quick') return quickField(field, context);
  return html`<fieldset ?disabled=${context.disabled} aria-describedby=${context.missing ? `${field.id}-missing` : nothing}>
    <legend>${heading(field, context)}</legend>${field.kind === 'rating' ? stars(field, context) : choices(field, context)}</fieldset>`;
}

function textField(field: FormField, context: FieldContext): TemplateResult {
  const { i18n, value, set, disabled, missing } = context;
  const most = mostOf(field);
  const input = (event: Event): void => set((event.target as HTMLTextAreaElement).value || undefined);
  // The row's own menu has nothing to offer in a field; the browser's has.
  const keep = (event: Event): void => event.stopPropagation();
  return html`<label class="text-field">${heading(field, context)}<textarea dir="auto" rows=${most > 120 ? 2 : 1} maxlength=${most}
    aria-label=${field.label ? nothing : i18n.t('form.answered')} aria-invalid=${missing ? 'true' : 'false'} ?required=${field.required}
    ?disabled=${disabled} .value=${live(typeof value === 'string' ? value : '')} @input=${input} @contextmenu=${keep}></textarea></label>`;
}

function quickField(field: FormField, context: FieldContext): TemplateResult {
  const { disabled, value, quick } = context;
  return html`<div class="quick" role="group" aria-label=${field.label ?? nothing}>${field.label ? heading(field, context) : nothing}<div
    class="chips">${(field.options ?? []).map(
      (option) =>
        html`<button type="button" class="chip" ?disabled=${disabled} aria-pressed=${value === option.id ? 'true' : 'false'}
          @click=${() => quick(option)}><span dir="auto">${option.label}</span></button>`,
    )}</div></div>`;
}

const listOf = (value: Value): readonly string[] =>
  typeof value === 'object' ? value : value === undefined ? [] : [String(value)];

function choices(field: FormField, { value, now, set }: FieldContext): TemplateResult {
  const many = field.kind === 'choices';
  const chosen = listOf(value);
  const full = many && chosen.length >= mostOf(field);
  const toggle = (id: string): void => {
    if (!many) {
      set(id);
      return;
    }
    const before = listOf(now());
    const next = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
    set(next.length > 0 ? next : undefined);
  };
  return html`${(field.options ?? []).map(
    ({ id, label }) => html`<label class="option"><input type=${many ? 'checkbox' : 'radio'} name=${field.id}
      .checked=${live(chosen.includes(id))} ?disabled=${full && !chosen.includes(id)} @change=${() => toggle(id)} /><span dir="auto">${label}</span></label>`,
  )}`;
}

function stars(field: FormField, { i18n, value, set }: FieldContext): TemplateResult {
  const all = Array.from({ length: mostOf(field) }, (_, at) => at + 1);
  return html`<div class="stars">${all.map(
    (
      count,
    ) => html`<label class=${typeof value === 'number' && count <= value ? 'star on' : 'star'}><input class="sr" type="radio" name=${field.id}
      aria-label=${i18n.t('form.stars', { count })} .checked=${live(value === count)} @change=${() => set(count)} />${starIcon()}</label>`,
  )}</div>`;
}
