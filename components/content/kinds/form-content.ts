import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  answerKey,
  answerWords,
  type FormAnswer,
  type FormField,
  type FormOption,
  missingIn,
} from '../../../core/content/kinds/form.js';
import { type ContentOf, kindOf } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { circleAlertIcon } from '../../shared/icons.js';
import { wantUsers } from '../../shared/titles.js';
import type { RenderContext } from '../registry.js';
import { ContentRow } from './content-row.js';
import { formStyles } from './form.styles.js';
import { type Answered, answeredBy, answersTo, draftOf, keepDraft } from './form-answer.js';
import { fieldOf } from './form-fields.js';

type Form = ContentOf<'form'>;

/** Characters of an answer where the back end does not say. */
const MOST = 4096;
/** Answers that its author sees in words; of the others he sees how many. */
const SHOWN = 10;

/**
 * Questions and quick replies: to be answered once, then read.
 * @internal
 */
export class ImFormContent extends ContentRow<Form> {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, formStyles];
  static override properties: PropertyDeclarations = {
    missing: { state: true },
    fault: { state: true },
    busy: { state: true },
  };
  /** @internal */
  declare missing: readonly string[];
  /** @internal */
  declare fault: string | undefined;
  /** @internal */
  declare busy: boolean;

  #answered = this.read(
    () => (this.context ? [`message/${this.context.message.id}`, `change/${this.context.message.id}`] : []),
    (store): Answered | undefined =>
      this.content && this.context && answeredBy(this.content, this.context.message, store, this.context.client.userId),
  );

  constructor() {
    super();
    this.missing = [];
    this.busy = false;
  }

  override render(): TemplateResult | typeof nothing {
    const { content, context } = this;
    if (!content || !context) return nothing;
    // A form runs in the direction of its own words, whatever the language around it.
    const worded = content.title !== undefined || content.fields.some(({ label }) => label);
    return html`<div dir=${worded ? 'auto' : nothing}>${this.#parts(content, context)}</div>`;
  }

  #parts(content: Form, context: RenderContext): TemplateResult {
    const title = content.title ? html`<div class="title">${content.title}</div>` : nothing;
    const answered = this.#answered.value;
    if (context.readonly) return html`${title}${this.#questions(content)}`;
    if (context.message.own) return html`${title}${this.#questions(content)}${this.#answers(content, context)}`;
    if (answered) return html`${title}${this.#told(content, answered, context)}`;
    return html`${title}${this.#form(content, context)}`;
  }

  #form(content: Form, context: RenderContext): TemplateResult {
    const draft = draftOf(context.client, context.message.id);
    const alone = content.fields.length === 1 && content.fields[0]?.kind === 'quick';
    const set = (field: FormField, value: FormAnswer[string] | undefined): FormAnswer => {
      const { [field.id]: _, ...rest } = draftOf(context.client, context.message.id);
      const next = value === undefined ? rest : { ...rest, [field.id]: value };
      keepDraft(context.client, context.message.id, next);
      this.missing = this.missing.filter((id) => id !== field.id);
      this.requestUpdate();
      return next;
    };
    return html`<form novalidate @submit=${this.#submit}>${content.fields.map((field) =>
      fieldOf(field, {
        i18n: this.i18n,
        value: draft[field.id],
        missing: this.missing.includes(field.id),
        disabled: this.busy,
        now: () => draftOf(context.client, context.message.id)[field.id],
        set: (value) => set(field, value),
        quick: (option) => {
          const next = set(field, option.id);
          if (alone) void this.#send(next, option);
        },
      }),
    )}${this.fault ? html`<div class="fault" role="alert">${this.t(this.fault)}</div>` : nothing}${
      alone
        ? nothing
        : html`<button class="submit" ?disabled=${this.busy}>${content.submit ?? this.t('form.submit')}</button>`
    }</form>`;
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    const { content, context } = this;
    if (!content || !context) return;
    const draft = draftOf(context.client, context.message.id);
    // Blanks are no answer.
    const answer = Object.fromEntries(
      Object.entries(draft).filter(([, value]) => typeof value !== 'string' || value.trim()),
    );
    this.missing = missingIn(content, answer);
    if (this.missing.length === 0) void this.#send(answer);
    else
      void this.updateComplete.then(() =>
        this.renderRoot
          .querySelector<HTMLElement>('.missing')
          ?.closest('label, fieldset')
          ?.querySelector<HTMLElement>('input, textarea')
          ?.focus(),
      );
  };

  /** Goes through the outbox; the record of the change tells what becomes of it. */
  async #send(answer: FormAnswer, option?: FormOption): Promise<void> {
    const { context } = this;
    if (!context || this.busy || this.#answered.value) return;
    const { client, message } = context;
    const json = JSON.stringify(answer);
    const key = answerKey(client.userId);
    this.fault = json.length > (client.limits.extensionValue ?? MOST) ? 'form.too-long' : undefined;
    if (this.fault) return;
    this.busy = true;
    try {
      await client.messages.extend(message.id, { set: { [key]: json }, was: { [key]: null } });
      if (option?.send && kindOf(message.conversationId) === 'direct')
        await client.messages.send(message.conversationId, { kind: 'text', text: option.send });
    } catch (error) {
      this.fault = 'form.failed';
      this.tell('im-error', { error });
    } finally {
      this.busy = false;
    }
  }

  /** The reader's answer, and that it is not there yet where it is not. */
  #told(content: Form, { answer, state, changeId }: Answered, { client, message }: RenderContext): TemplateResult {
    const run = (act: (id: string) => Promise<void>) => () => changeId && this.attempt(() => act(changeId));
    const anew = run(async (id) => {
      keepDraft(client, message.id, answer);
      await client.messages.dismissChange(id);
    });
    return html`<div class="answered"><div class="caption">${this.t(state === 'sending' ? 'form.sending' : 'form.answered')}</div>${this.#lines(content, answer)}${
      state === 'failed'
        ? html`<div class="fault" role="alert">${circleAlertIcon()}<span>${this.t('form.failed')}</span><button class="text-button"
            @click=${run((id) => client.messages.retryChange(id))}>${this.t('messages.try-again')}</button><button class="text-button"
            @click=${anew}>${this.t('form.again')}</button></div>`
        : nothing
    }</div>`;
  }

  #lines({ fields }: Form, answer: FormAnswer): TemplateResult {
    const given = fields.filter(({ id }) => answer[id] !== undefined);
    return html`<dl>${given.map(
      (field) =>
        html`<div><dt class=${field.label ? '' : 'sr'}>${field.label ?? this.t('form.answered')}</dt><dd dir="auto">${answerWords(field, answer[field.id])}</dd></div>`,
    )}</dl>`;
  }

  /** What is asked, where it cannot be answered. */
  #questions({ fields }: Form): TemplateResult {
    return html`<ul class="questions">${fields.map(
      ({ label, options = [] }) =>
        html`<li>${label ? html`<span>${label}</span>` : nothing}${
          options.length > 0
            ? html`<span class="chips">${options.map((one) => html`<span class="chip still" dir="auto">${one.label}</span>`)}</span>`
            : nothing
        }</li>`,
    )}</ul>`;
  }

  /** For who has asked. */
  #answers(content: Form, { client, message, name }: RenderContext): TemplateResult | typeof nothing {
    const all = answersTo(content, message);
    if (all.length === 0) return nothing;
    const shown = all.slice(0, SHOWN);
    wantUsers(
      client,
      shown.map(({ userId }) => userId),
    );
    return html`<div class="answered"><div class="caption">${this.t('form.answers', { count: all.length })}</div>${shown.map(
      ({ userId, answer }) => html`<div class="by"><bdi>${name(userId)}</bdi>${this.#lines(content, answer)}</div>`,
    )}</div>`;
  }
}
