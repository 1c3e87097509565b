import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Application, isImError, type Store, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import { may } from '../contacts/offers.js';
import { askIn } from '../dialog/index.js';
import { personName } from '../person/naming.js';
import { forms } from '../shared/forms.styles.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { skeletons } from '../shared/skeletons.js';
import { wantUsers } from '../shared/titles.js';
import { styles } from './applications.styles.js';
import { applicationRow, emptyNote, isolated } from './templates.js';

/**
 * Who wants to come into the groups that one runs, and the groups that one is asked into. What another admin answered
 * shows at once, with his name.
 *
 * @csspart list - The scrolling list.
 * @csspart row - One application.
 * @csspart empty - The words for an empty list.
 * @fires im-application-accept-request - An application or invitation is to be accepted. Cancelable; detail: {application}.
 * @fires im-application-refuse-request - One is to be refused. Cancelable; detail: {application, reason}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImApplications extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, panelStyles, forms, rowWindowStyles, styles];
  static override properties: PropertyDeclarations = {
    group: {},
    busy: { state: true },
    late: { state: true },
    state: { state: true },
  };
  /** Id of a group: those to it alone; without, to all groups that one runs, and invitations. */
  declare group: string | undefined;
  /** @internal Those that are being answered. */
  declare busy: ReadonlySet<string>;
  /** @internal Those where somebody was faster. */
  declare late: ReadonlySet<string>;
  /** @internal */
  declare state: 'idle' | 'loading' | 'done' | 'failed';

  #of: unknown;
  #fresh = new Set<string>();
  #list = this.read(
    () => ['session/self', 'list/applications', ...this.#keys()],
    (store) => ({ online: store.get('session', 'self')?.state === 'connected', items: this.#items(store) }),
  );
  #rows = new RowWindow(this, {
    keys: () => (this.#list.value?.items ?? []).map(({ id }) => id),
    estimate: () => 120,
  });

  constructor() {
    super();
    this.busy = new Set();
    this.late = new Set();
    this.state = 'idle';
  }

  #items(store: Store): readonly Application[] {
    return store
      .list('applications')
      .flatMap((id) => store.get('application', id) ?? [])
      .filter(({ groupId }) => !this.group || groupId === this.group);
  }

  *#keys(): Iterable<`application/${string}` | `group/${string}` | `user/${string}`> {
    const store = this.im?.store;
    for (const id of store?.list('applications') ?? []) {
      yield `application/${id}`;
      const { groupId, by, invitedBy } = store?.get('application', id) ?? {};
      if (groupId) yield `group/${groupId}`;
      for (const one of [by, invitedBy]) if (one) yield `user/${one}`;
    }
  }

  get #usable(): boolean {
    return Boolean(this.im) && may(this.im as NonNullable<typeof this.im>, 'answer-application');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#of = undefined;
  }

  protected override willUpdate(): void {
    const { items = [], online } = this.#list.value ?? {};
    for (const { id, read } of items) if (!read) this.#fresh.add(id);
    if (!this.im || !online || !this.#usable || this.#of === this.im) return;
    this.#of = this.im;
    this.state = 'idle';
    this.#more();
  }

  protected override updated(): void {
    const { items = [], online } = this.#list.value ?? {};
    if (online && this.state === 'idle' && this.#rows.last >= items.length - 5) this.#more();
    this.#wantGroups(items);
    if (this.im)
      wantUsers(
        this.im,
        items.flatMap(({ by, invitedBy }) => [by, invitedBy].filter((one) => one !== undefined)),
      );
  }

  readonly #wanted = new Set<string>();
  #wantGroups(items: readonly Application[]): void {
    const { im } = this;
    const ids = [...new Set(items.map(({ groupId }) => groupId))].filter(
      (id) => !im?.store.has(`group/${id}`) && !this.#wanted.has(id),
    );
    if (!im || ids.length === 0) return;
    for (const id of ids) this.#wanted.add(id);
    // A group that is a secret stays an id.
    im.groups.get(ids).catch(() => undefined);
  }

  #more(): void {
    const { im } = this;
    if (!im || this.state === 'loading' || this.state === 'done') return;
    this.state = 'loading';
    im.groups.moreApplications().then(
      (more) => {
        this.state = more ? 'idle' : 'done';
        if (this.#items(im.store).some(({ read }) => !read)) this.attempt(() => im.groups.readApplications());
      },
      (error) => {
        this.state = 'failed';
        this.tell('im-error', { error: toImError(error) });
      },
    );
  }

  override focus(): void {
    const first = this.renderRoot.querySelector<HTMLElement>('button');
    if (first) first.focus();
  }

  override render(): TemplateResult {
    const { im } = this;
    if (!im) return emptyNote(this.t('window.no-client'));
    if (!this.#usable) return emptyNote(this.t('applications.unsupported'));
    const { items = [], online } = this.#list.value ?? {};
    return html`${!online && items.length > 0 ? html`<p class="note" role="status">${wifiOffIcon()}${this.t('applications.offline')}</p>` : nothing}
      <div class="scroller" part="list" tabindex=${items.length ? 0 : nothing} role=${items.length ? 'list' : nothing} aria-label=${items.length ? this.t('applications.label') : nothing}>
        ${this.#rows.render((at) => this.#row(items[at], Boolean(online)))}${this.#nothing(items.length, Boolean(online))}</div>`;
  }

  #nothing(count: number, online: boolean): TemplateResult | typeof nothing {
    if (this.state === 'failed')
      return html`<div class="empty" part="empty" role="alert"><span>${this.t('applications.failed')}</span>
        <button type="button" class="text-button" @click=${this.#again}>${this.t('messages.try-again')}</button></div>`;
    if (count > 0) return nothing;
    if (!online) return emptyNote(this.t('create.offline'));
    return this.state === 'done' ? emptyNote(this.t('applications.none')) : skeletons(this.t('applications.loading'));
  }

  #again = (): void => {
    this.state = 'idle';
    this.#more();
  };

  #row(application: Application | undefined, online: boolean): TemplateResult | typeof nothing {
    const { im: client, i18n } = this;
    if (!client || !application) return nothing;
    const { id } = application;
    return applicationRow(application, {
      ...{ client, i18n },
      fresh: this.#fresh.has(id),
      late: this.late.has(id),
      busy: this.busy.has(id) || !online,
      accept: () => this.#accept(application),
      refuse: () => this.#refuse(application),
    });
  }

  #accept({ id }: Application): void {
    this.attempt(() =>
      this.#answer(id, () =>
        asked(this, 'im-application-accept-request', { application: id }, async () => this.im?.groups.accept(id)),
      ),
    );
  }

  #refuse({ id, userId, invitedBy }: Application): void {
    const { im } = this;
    if (!im) return;
    const name = isolated(personName(im.store, invitedBy ?? userId));
    const question = {
      label: this.t('applications.refuse-title', { name }),
      field: this.t('applications.refuse-reason'),
      fieldLength: 300,
      buttons: [{ id: 'refuse', label: this.t('applications.refuse'), look: 'primary' as const }],
      act: ({ words }: { readonly words?: string }) =>
        this.#answer(id, () =>
          asked(
            this,
            'im-application-refuse-request',
            { application: id, ...(words && { reason: words }) },
            async ({ reason }) => im.groups.refuse(id, reason),
          ),
        ),
    };
    this.attempt(() => askIn(this, question, { client: im, translator: this.i18n }));
  }

  /** Somebody was faster: the row says who, which is all there is to be said. */
  async #answer(id: string, act: () => Promise<void>): Promise<void> {
    this.busy = new Set([...this.busy, id]);
    try {
      await act();
    } catch (error) {
      if (!isImError(error) || error.code !== 'conflict') throw error;
      this.late = new Set([...this.late, id]);
    } finally {
      this.busy = new Set([...this.busy].filter((one) => one !== id));
    }
  }
}
