import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Conversation, type ConversationId, type Tag, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import type { ImDialog } from '../dialog/dialog.js';
import { askIn } from '../dialog/index.js';
import { arrowDownIcon, arrowUpIcon, pencilIcon, plusIcon, trash2Icon } from '../shared/icons-tags.js';
import { ImRow } from '../shared/im-element.js';
import { titleOf } from '../shared/titles.js';
import { tintTags } from './hue.js';
import { styles } from './tags.styles.js';

/** Tags that one may have, and characters of a name. */
const MOST = 20;
const LONGEST = 60;

type What = 'create' | 'rename' | 'remove' | 'sort' | 'assign';
interface Detail {
  readonly what: What;
  readonly id?: string;
  readonly name?: string;
  readonly ids?: readonly string[];
  readonly conversationId?: ConversationId;
  readonly on?: boolean;
}

/**
 * One's own tags in a dialog: made, renamed, sorted, removed; with `conversation`, chosen for it. Opened by `openTags` of its module.
 *
 * @csspart field - Where a new one is named.
 * @fires im-tag-request - Tags are to change. Cancelable; detail: {what, id, name, ids, conversationId, on}.
 */
export class ImTags extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: { attribute: false },
    renaming: { state: true },
    busy: { state: true },
    trouble: { state: true },
    name: { state: true },
  };
  /** Whose tags are chosen; none without. */
  declare conversation: ConversationId | undefined;
  /** @internal Id of the tag whose name is being changed. */
  declare renaming: string | undefined;
  /** @internal */
  declare busy: boolean;
  /** @internal */
  declare trouble: string | undefined;
  /** @internal What the new one is to be called. */
  declare name: string;

  #state = this.read(
    () => [
      'list/tags',
      ...(this.im?.store.list('tags') ?? []).map((id) => `tag/${id}` as const),
      ...(this.conversation ? [`conversation/${this.conversation}` as const] : []),
    ],
    (store): { tags: readonly Tag[]; known: boolean; row: Conversation | undefined } => ({
      tags: store.list('tags').flatMap((id) => store.get('tag', id) ?? []),
      known: store.has('list/tags'),
      row: this.conversation && store.get('conversation', this.conversation),
    }),
  );

  constructor() {
    super();
    this.busy = false;
    this.name = '';
  }

  get #dialog(): ImDialog | null {
    return this.renderRoot.querySelector('im-dialog');
  }

  /** Opens; resolves once it has closed. */
  async show(): Promise<void> {
    await this.updateComplete;
    const shown = this.#dialog?.show();
    if (!this.#state.value?.known) void this.#run(() => this.im?.tags.load());
    await shown;
  }

  override render(): TemplateResult {
    const { tags = [], known, row } = this.#state.value ?? {};
    const of = this.conversation && this.im ? `\u2068${titleOf(this.im.store, this.conversation)}\u2069` : undefined;
    return html`<im-dialog .client=${this.im} .translator=${this.translator} .label=${of ? this.t('tags.of', { name: of }) : this.t('tags.title')}>
      ${known || this.trouble ? nothing : html`<p role="status">${this.t('tags.loading')}</p>`}
      ${known && tags.length === 0 ? html`<p>${this.t('tags.none')}</p>` : nothing}
      ${tags.length ? html`<ul>${tags.map((tag, at) => html`<li>${this.#tag(tag, at, tags, row)}</li>`)}</ul>` : nothing}
      ${tags.length >= MOST ? html`<p>${this.t('tags.most')}</p>` : this.#new()}
      <p class="trouble" role="alert" ?hidden=${!this.trouble}>${this.trouble}</p>
    </im-dialog>`;
  }

  #tag(tag: Tag, at: number, tags: readonly Tag[], row: Conversation | undefined): unknown {
    const { id, name } = tag;
    if (this.renaming === id)
      return html`<input class="words" dir="auto" maxlength=${LONGEST} aria-label=${this.t('tags.name')} .value=${name} ?disabled=${this.busy}
        @keydown=${(event: KeyboardEvent) => this.#renameKey(event, tag)} @blur=${(event: Event) => this.#rename(tag, event.target as HTMLInputElement)} />`;
    const inside = html`<i class="tag" data-id=${id}></i><bdi>${name}</bdi>`;
    const on = row?.tags?.includes(id) === true;
    return html`${
      this.conversation
        ? html`<label><input type="checkbox" .checked=${on} ?disabled=${this.busy} @change=${() => this.#assign(id, !on)} />${inside}</label>`
        : html`<span class="name">${inside}</span>`
    }${this.#button('rename', name, pencilIcon(), () => this.#edit(id))}${this.#moves(tags, at, name)}${this.#button('remove', name, trash2Icon(), () => this.#remove(tag))}`;
  }

  #moves(tags: readonly Tag[], at: number, name: string): unknown {
    if (this.im?.can('sort-tags') !== 'available') return nothing;
    const up = this.#button('up', name, arrowUpIcon(), () => this.#move(tags, at, -1), at === 0);
    return [up, this.#button('down', name, arrowDownIcon(), () => this.#move(tags, at, 1), at === tags.length - 1)];
  }

  #button(what: 'rename' | 'up' | 'down' | 'remove', name: string, icon: unknown, act: () => void, off = false) {
    const label = this.t(`tags.${what}`, { name: `\u2068${name}\u2069` });
    return html`<button type="button" class="icon-button" data-act=${what} aria-label=${label} title=${label} ?disabled=${off || this.busy} @click=${act}>${icon}</button>`;
  }

  #new(): TemplateResult {
    return html`<div class="new"><input class="words" part="field" autofocus dir="auto" maxlength=${LONGEST} placeholder=${this.t('tags.new')} aria-label=${this.t('tags.new')}
        .value=${this.name} @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)} @keydown=${this.#newKey} />
      <button type="button" class="icon-button primary" data-act="create" aria-label=${this.t('tags.create')} title=${this.t('tags.create')}
        ?disabled=${this.busy || !this.name.trim()} @click=${this.#create}>${plusIcon()}</button></div>`;
  }

  protected override updated(): void {
    tintTags(this.renderRoot);
  }

  /** One thing at a time; what was refused is said here. Answers whether it was done. */
  async #run(act: () => Promise<unknown> | undefined): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      const { code } = toImError(error);
      const key = code === 'conflict' ? 'tags.same' : `error.${code}`;
      this.trouble = this.t(this.i18n.has(key) ? key : 'error.engine');
      return false;
    } finally {
      this.busy = false;
    }
  }

  #ask(detail: Detail, act: (detail: Detail) => Promise<unknown>): Promise<boolean> {
    return this.#run(() => asked(this, 'im-tag-request', detail, act));
  }

  /** Enter here is not the dialog's. */
  #newKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    void this.#create();
  };

  #create = async (): Promise<void> => {
    const { conversation, im } = this;
    const name = this.name.trim();
    if (!name || !im) return;
    const detail: Detail = { what: 'create', name, ...(conversation && { conversationId: conversation }) };
    const made = await this.#ask(detail, (given) =>
      im.tags.create(given.name ?? '', conversation ? [conversation] : []),
    );
    if (made) this.name = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.new input')?.focus();
  };

  #edit(id: string): void {
    this.renaming = id;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('li input.words')?.select());
  }

  #renameKey(event: KeyboardEvent, tag: Tag): void {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    const field = event.target as HTMLInputElement;
    if (event.key === 'Escape') field.value = tag.name;
    field.blur();
  }

  async #rename(tag: Tag, field: HTMLInputElement): Promise<void> {
    if (this.renaming !== tag.id || this.busy) return;
    const name = field.value.trim();
    const { im } = this;
    const done =
      !name ||
      name === tag.name ||
      !im ||
      (await this.#ask({ what: 'rename', id: tag.id, name }, (given) => im.tags.rename(tag.id, given.name ?? name)));
    if (!done) return;
    this.renaming = undefined;
    await this.updateComplete;
    this.#focus(tag.id, 'rename');
  }

  #assign(id: string, on: boolean): void {
    const { conversation, im } = this;
    if (!conversation || !im) return;
    void this.#ask({ what: 'assign', id, conversationId: conversation, on }, (given) =>
      im.tags.assign(id, [conversation], given.on ?? on),
    ).then(() => this.requestUpdate());
  }

  async #move(tags: readonly Tag[], at: number, by: 1 | -1): Promise<void> {
    const ids = tags.map(({ id }) => id);
    const [moved] = ids.splice(at, 1);
    if (moved === undefined) return;
    ids.splice(at + by, 0, moved);
    await this.#ask({ what: 'sort', ids }, (given) => this.im?.tags.sort(given.ids ?? ids) ?? Promise.resolve());
    await this.updateComplete;
    this.#focus(moved, by < 0 ? 'up' : 'down');
  }

  /** Back where it was, though the row has moved; at the end, the button that still does something. */
  #focus(id: string, act: string): void {
    const row = this.renderRoot.querySelector(`i[data-id="${CSS.escape(id)}"]`)?.closest('li');
    const button = row?.querySelector<HTMLButtonElement>(`[data-act=${act}]`);
    (button?.disabled ? row?.querySelector<HTMLButtonElement>('[data-act]:not(:disabled)') : button)?.focus();
  }

  async #remove({ id, name }: Tag): Promise<void> {
    const { im, i18n } = this;
    if (!im) return;
    const question = {
      label: i18n.t('tags.remove-title', { name: `\u2068${name}\u2069` }),
      words: i18n.t('tags.remove-words'),
      buttons: [{ id: 'remove', label: i18n.t('tags.remove-do'), look: 'danger' as const }],
      act: () => asked(this, 'im-tag-request', { what: 'remove', id } as Detail, () => im.tags.remove(id)),
    };
    await askIn(this, question, { client: im, translator: i18n });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.new input')?.focus();
  }
}
