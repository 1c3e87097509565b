import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  type ConversationId,
  type GroupDraft,
  type GroupType,
  ImError,
  type Outcomes,
  targetOf,
  toImError,
  type UserId,
} from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import { outcomeStyles } from '../member-list/member-list.styles.js';
import { outcomeLines, whyNot } from '../member-list/outcomes.js';
import { squareOf } from '../profile/picture.js';
import { forms } from '../shared/forms.styles.js';
import { ImRow } from '../shared/im-element.js';

const TYPES: readonly GroupType[] = ['work', 'public', 'meeting', 'discussion'];

/**
 * Makes a group: its kind, what it is called, its face and who is in it.
 * @internal
 * @fires im-group-created - It is there. Detail: {conversationId}.
 */
export class ImCreateForm extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    base,
    buttons,
    panelStyles,
    forms,
    outcomeStyles,
    css`
      form {
        flex: 1;
        min-block-size: 0;
        overflow-y: auto;
        display: grid;
        align-content: start;
        gap: 12px;
        padding: 12px 16px;
      }
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: 8px;
        margin: 0;
        padding: 0;
        border: 0;
        min-inline-size: 0;
      }
      legend {
        padding: 0;
        margin-block-end: 4px;
        font: var(--_meta);
        color: var(--_ink-2);
      }
      .kind {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 8px;
        align-content: start;
        padding: 10px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-control);
        cursor: pointer;
      }
      .kind:has(:checked) {
        border-color: var(--_accent-ink);
        background: var(--_accent-wash);
      }
      .kind input {
        margin: 3px 0 0;
        accent-color: var(--_accent);
      }
      .kind b {
        font-weight: 600;
      }
      .kind small {
        grid-column: 2;
        font: var(--_meta);
        color: var(--_ink-2);
      }
      .face {
        display: flex;
        align-items: center;
        gap: 12px;
        --im-avatar-size: 56px;
      }
      im-people-picker {
        block-size: 320px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-control);
        overflow: hidden;
      }
      .foot {
        position: sticky;
        inset-block-end: -12px;
        display: grid;
        gap: 8px;
        padding-block: 8px 12px;
        background: var(--_surface);
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    chosen: { state: true },
    busy: { state: true },
    trouble: { state: true },
    picture: { state: true },
    made: { state: true },
  };
  /** @internal */
  declare chosen: ReadonlySet<UserId>;
  /** @internal */
  declare busy: boolean;
  /** @internal */
  declare trouble: string | undefined;
  /** @internal A square picture, and its address in this page. */
  declare picture: { readonly blob: Blob; readonly url: string } | undefined;
  /** @internal */
  declare made: { readonly id: ConversationId; readonly name: string; readonly outcomes: Outcomes<string> } | undefined;

  #session = this.read(
    () => ['session/self'],
    (store) => store.get('session', 'self')?.state === 'connected',
  );

  constructor() {
    super();
    this.chosen = new Set();
    this.busy = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
  }

  #drop(): void {
    if (this.picture) URL.revokeObjectURL(this.picture.url);
    this.picture = undefined;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('input[name=name]')?.focus();
  }

  override render(): TemplateResult {
    if (this.made) return this.#done(this.made);
    const { t } = this.i18n;
    const online = this.#session.value === true;
    return html`<form novalidate @submit=${this.#submit} @keydown=${stop}>
      <fieldset><legend>${t('create.kind')}</legend>${TYPES.map(
        (type) =>
          html`<label class="kind"><input type="radio" name="type" value=${type} .defaultChecked=${type === 'work'} /><b>${t(`group.type-${type}`)}</b><small>${t(`group.type-${type}-hint`)}</small></label>`,
      )}</fieldset>
      <div class="face"><im-avatar .client=${this.im} .name=${'+'} .src=${this.picture?.url}></im-avatar><button type="button" class="solid" @click=${this.#pick}>${t('group.picture')}</button
        ><input type="file" accept="image/*" hidden @change=${this.#picked} /></div>
      <label class="line-field"><span>${t('create.name')}</span><input name="name" dir="auto" maxlength="100" autocomplete="off" /></label>
      <label class="line-field"><span>${t('group.introduction')}</span><textarea name="introduction" dir="auto" rows="2" maxlength="1000"></textarea></label>
      <label class="line-field"><span>${t('create.id')}</span><input name="id" dir="ltr" maxlength="64" autocomplete="off" autocapitalize="off" spellcheck="false" /></label>
      <span class="line-field">${t('create.people')}</span>
      <im-people-picker .client=${this.im} .translator=${this.i18n} .chosen=${this.chosen} @im-pick=${(event: CustomEvent<{ chosen: ReadonlySet<UserId> }>) => (this.chosen = event.detail.chosen)}></im-people-picker>
      <div class="foot"><p class="trouble" role="alert" ?hidden=${!this.trouble && online}>${online ? this.trouble : t('create.offline')}</p>
        <button type="submit" class="solid primary" aria-busy=${this.busy ? 'true' : 'false'} ?disabled=${this.busy || !online}>${t(this.busy ? 'create.busy' : 'create.do')}</button></div></form>`;
  }

  #done({ id, name, outcomes }: NonNullable<ImCreateForm['made']>): TemplateResult {
    const { im } = this;
    const failed = new Map([...outcomes].filter(([, one]) => one instanceof ImError));
    return html`<div class="empty" role="status"><strong dir="auto">${this.t('create.done', { name: `\u2068${name}\u2069` })}</strong>
      ${im && failed.size > 0 ? outcomeLines(failed, { client: im, i18n: this.i18n }) : nothing}
      <button type="button" class="solid primary" data-act="open" @click=${() => this.tell('im-group-open', { conversationId: id })}>${this.t('create.open')}</button>
      <button type="button" class="text-button" @click=${() => (this.made = undefined)}>${this.t('create.again')}</button></div>`;
  }

  #pick = (event: Event): void => {
    (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
  };

  #picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    squareOf(file).then(
      (blob) => {
        this.#drop();
        this.picture = { blob, url: URL.createObjectURL(blob) };
        this.trouble = undefined;
      },
      () => {
        this.trouble = this.t('profile.picture-bad');
      },
    );
  };

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const said = (name: string): string => String(form.get(name) ?? '').trim();
    const fields = ['id', 'name', 'introduction']
      .map((name) => [name, said(name)] as const)
      .filter(([, value]) => value);
    const draft: GroupDraft = { type: said('type') as GroupType, ...Object.fromEntries(fields) };
    void this.#create(draft);
  };

  /** The group first, then the people: so that each has an answer of his own. */
  async #create(draft: GroupDraft): Promise<void> {
    const { im } = this;
    if (!im || this.busy) return;
    this.busy = true;
    this.trouble = undefined;
    try {
      const users = [...this.chosen];
      await asked(this, 'im-group-create-request', { draft, users }, async (detail) => {
        const avatar = this.picture && (await im.users.picture(this.picture.blob));
        const id = await im.groups.create({ ...detail.draft, ...(avatar && { avatar }) });
        const outcomes = detail.users.length > 0 ? await im.groups.invite(targetOf(id), detail.users) : new Map();
        this.made = { id, name: detail.draft.name ?? targetOf(id), outcomes };
        this.chosen = new Set();
        this.#drop();
        this.tell('im-group-created', { conversationId: id });
      });
    } catch (error) {
      const known = toImError(error);
      this.trouble = known.code === 'conflict' ? this.t('create.taken') : whyNot(known, this.i18n);
      this.tell('im-error', { error: known });
    } finally {
      this.busy = false;
    }
  }
}

/** Keys here are nobody's hot keys, but Escape closes what this stands in. */
const stop = (event: KeyboardEvent): void => {
  if (event.key !== 'Escape') event.stopPropagation();
};
