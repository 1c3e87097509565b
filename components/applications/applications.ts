import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Application, isImError, type Store, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import { may } from '../contacts/offers.js';
import { askIn } from '../dialog/index.js';
import { personName } from '../person/naming.js';
import { shortTime } from '../shared/format-later.js';
import { forms } from '../shared/forms.styles.js';
import { wifiOffIcon } from '../shared/icons.js';
import { mailIcon } from '../shared/icons-message.js';
import { ImElement } from '../shared/im-element.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { skeletons } from '../shared/skeletons.js';
import { wantUsers } from '../shared/titles.js';

const isolated = (name: string): string => `\u2068${name}\u2069`;

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
  static override styles = [
    tokens,
    base,
    buttons,
    panelStyles,
    forms,
    rowWindowStyles,
    css`
      .one {
        display: grid;
        gap: 4px;
        padding-block-end: 8px;
      }
      .rest {
        display: grid;
        gap: 6px;
        padding-inline: 64px 12px;
        font: var(--_meta);
        color: var(--_ink-2);
      }
      .rest p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .words {
        color: var(--_ink);
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .new {
        padding-inline: 6px;
        border-radius: 6px;
        background: var(--_accent-wash);
        color: var(--_accent-ink);
        font: var(--_caption);
        line-height: 18px;
      }
    `,
  ];
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
    if (!im) return this.#empty(this.t('window.no-client'));
    if (!this.#usable) return this.#empty(this.t('applications.unsupported'));
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
    if (!online) return this.#empty(this.t('create.offline'));
    return this.state === 'done' ? this.#empty(this.t('applications.none')) : skeletons(this.t('applications.loading'));
  }

  #again = (): void => {
    this.state = 'idle';
    this.#more();
  };

  #empty(words: string): TemplateResult {
    return html`<div class="empty" part="empty" role="status">${mailIcon()}<strong>${words}</strong></div>`;
  }

  #row(application: Application | undefined, online: boolean): TemplateResult | typeof nothing {
    const { im } = this;
    if (!im || !application) return nothing;
    const { id, userId, invitedBy, words, at } = application;
    const face = invitedBy && userId === im.userId ? invitedBy : userId;
    return html`<div class="one" part="row" data-application=${id}><im-person .client=${im} .translator=${this.i18n} .userId=${face} .still=${true}
        .second=${shortTime(at, im.session.now(), this.i18n.lang, this.t('messages.yesterday'))}>${
          this.#fresh.has(id) && application.state === 'pending'
            ? html`<span slot="badge" class="new">${this.t('applications.new')}</span>`
            : nothing
        }</im-person>
      <div class="rest"><p>${this.#about(application)}</p>${words ? html`<p class="words" dir="auto">${words}</p>` : nothing}${this.#state(application, online)}</div></div>`;
  }

  #about({ groupId, userId, invitedBy }: Application): string {
    const store = (this.im as NonNullable<typeof this.im>).store;
    const group = isolated(store.get('group', groupId)?.name || groupId);
    if (!invitedBy) return this.t('applications.wants', { group });
    const name = isolated(personName(store, invitedBy));
    if (userId === this.im?.userId) return this.t('applications.invited', { name, group });
    return this.t('applications.invites', { name, group, other: isolated(personName(store, userId)) });
  }

  #state(application: Application, online: boolean): TemplateResult {
    const { id, state, by, reason, userId } = application;
    if (state !== 'pending') {
      const name = by && isolated(personName((this.im as NonNullable<typeof this.im>).store, by));
      const words =
        name && by !== this.im?.userId && by !== userId
          ? this.t(`applications.${state}-by`, { name })
          : this.t(`applications.${state}`);
      return html`${this.late.has(id) ? html`<p role="status">${this.t('applications.other')}</p>` : nothing}<p class=${state === 'accepted' ? 'done' : ''}>${words}</p>${
        reason ? html`<p dir="auto">${this.t('applications.why', { reason: isolated(reason) })}</p>` : nothing
      }`;
    }
    const busy = this.busy.has(id) || !online;
    const who = personName((this.im as NonNullable<typeof this.im>).store, application.invitedBy ?? userId);
    return html`<div class="answers"><button type="button" class="solid primary" data-act="accept" aria-label="${this.t('applications.accept')}: ${who}" ?disabled=${busy}
        @click=${() => this.#accept(application)}>${this.t('applications.accept')}</button><button type="button" class="solid" data-act="refuse"
        aria-label="${this.t('applications.refuse')}: ${who}" ?disabled=${busy} @click=${() => this.#refuse(application)}>${this.t('applications.refuse')}</button></div>`;
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
