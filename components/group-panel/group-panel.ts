import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type Client, type ConversationId, isConversationId, kindOf, targetOf, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { chevronLeftIcon, usersIcon } from '../shared/icons.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { skeletons } from '../shared/skeletons.js';
import { styles } from './group-panel.styles.js';
import { home, type PanelState, type View } from './home.js';

/**
 * A group as its members see it: face, name, introduction, announcement, who is in it, its rules, and what one does with
 * it. Shows exactly what the group allows.
 *
 * @csspart head - Face, name and numbers.
 * @csspart announcement - What all members are to know.
 * @csspart members - Some of the members.
 * @csspart rules - How one comes in, and who may write.
 * @csspart actions - Clearing, reporting, leaving, dismissing.
 * @cssstate loading - The group is on its way.
 * @fires im-group-update-request - The group is to change. Cancelable; detail: {group, patch}, with what changes alone.
 * @fires im-group-announce-request - The announcement is to change; `notify`: also as a message. Cancelable; detail: {group, text, notify}.
 * @fires im-group-invite-request - People are to be added. Cancelable; detail: {group, users, words}.
 * @fires im-group-mute-all-request - All are to be muted, or not any more. Cancelable; detail: {group, muted}.
 * @fires im-group-unban-request - A ban is to be lifted. Cancelable; detail: {group, users}.
 * @fires im-group-leave-request - One is to leave. Cancelable; detail: {group, successor}.
 * @fires im-group-dismiss-request - The group is to be over, for all. Cancelable; detail: {group}.
 * @fires im-group-card-request - One's own name here is to change. Cancelable; detail: {group, userId, card}.
 * @fires im-pin-request - The conversation is to stand first in the list, or no longer. Cancelable; detail: {conversationId, pinned}.
 * @fires im-notify-request - Another level of notifications was chosen. Cancelable; detail: {conversationId, level}.
 * @fires im-shield-request - Nothing of it is to reach one, or again. Cancelable; detail: {conversationId, shielded}.
 * @fires im-clear-request - The history is to be cleared for the reader. Cancelable; detail: {conversationId}.
 * @fires im-report-request - The group is to be reported. Cancelable; detail: {userId, group}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImGroupPanel extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    view: { state: true },
    failed: { state: true },
    busy: { state: true },
  };
  /** Which group's, such as `group:team`. */
  declare conversation: ConversationId | undefined;
  /** @internal */
  declare view: View;
  /** @internal */
  declare failed: boolean;
  /** @internal */
  declare busy: boolean;

  #internals = this.attachInternals();
  #asked: unknown;
  #state = this.read(
    () => {
      const id = this.#group;
      const { announcement } = this.im?.store.get('group', id) ?? {};
      const shown = (this.im?.store.list(`members/${id}`) ?? []).slice(0, 6);
      return [
        'session/self',
        `group/${id}`,
        `conversation/group:${id}`,
        `list/members/${id}`,
        'list/applications',
        ...(this.im?.store.list('applications') ?? []).map((one) => `application/${one}` as const),
        `member/${id}/${this.im?.userId ?? ''}`,
        ...shown.map((one) => `member/${id}/${one}` as const),
        ...(announcement ? [`user/${announcement.by}` as const] : []),
      ];
    },
    (store): PanelState | undefined => {
      const id = this.#group;
      const group = store.get('group', id);
      const row = store.get('conversation', `group:${id}`);
      return {
        online: store.get('session', 'self')?.state === 'connected',
        group: group ?? (row && { id, kind: 'group', ...(row.title && { name: row.title }) }),
        row,
        members: store.list(`members/${id}`),
        own: store.get('member', `${id}/${this.im?.userId ?? ''}`),
        waiting: store
          .list('applications')
          .flatMap((one) => store.get('application', one) ?? [])
          .filter((one) => one.groupId === id && one.state === 'pending' && one.userId !== this.im?.userId).length,
      };
    },
  );

  constructor() {
    super();
    this.view = 'home';
    this.failed = this.busy = false;
  }

  get #group(): string {
    const id = this.conversation;
    return isConversationId(id) && kindOf(id) === 'group' ? targetOf(id) : '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asked = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation')) {
      this.view = 'home';
      this.failed = false;
      this.#asked = undefined;
    }
    this.#load();
    const { group } = this.#state.value ?? {};
    this.#internals.states[this.#group && !group && !this.failed ? 'add' : 'delete']('loading');
  }

  /** Once for each client, group and connection. */
  #load(): void {
    const { im } = this;
    const id = this.#group;
    if (!im || !id || !this.#state.value?.online || this.#asked === im) return;
    this.#asked = im;
    const may = (action: Parameters<Client['can']>[0]): boolean => im.can(action, `group:${id}`) === 'available';
    void (async () => {
      try {
        await im.groups.get([id]);
        // What one is there comes with the row.
        if (may('members') && im.store.list(`members/${id}`).length === 0) await im.groups.moreMembers(id);
        if (may('answer-application')) await im.groups.moreApplications();
      } catch (error) {
        this.failed = !im.store.has(`group/${id}`);
        if (this.failed) this.tell('im-error', { error: toImError(error) });
      }
    })();
  }

  override focus(): void {
    const first = this.renderRoot.querySelector<HTMLElement>('button, input, select');
    first?.focus();
  }

  override render(): TemplateResult {
    const { im } = this;
    if (!im || !this.#group) return this.#empty(this.t(im ? 'group.unsupported' : 'window.no-client'));
    const state = this.#state.value;
    if (this.failed)
      return html`<div class="empty" role="alert"><span>${this.t('group.failed')}</span><button type="button" class="text-button" @click=${this.#again}>${this.t('messages.try-again')}</button></div>`;
    if (!state?.group)
      return state?.online ? skeletons(this.t('group.loading')) : this.#empty(this.t('create.offline'));
    const offline = state.online
      ? nothing
      : html`<p class="note" role="status">${wifiOffIcon()}${this.t('group.offline')}</p>`;
    if (this.view !== 'home') return html`${this.#bar(this.view)}${offline}${this.#other(this.view)}`;
    return html`${offline}<div class="home">${home(state as PanelState & { group: object }, {
      client: im,
      translator: this.i18n,
      host: this,
      group: this.#group,
      busy: this.busy,
      go: (view) => this.#go(view),
      act: (act) => this.#act(act),
    })}</div>`;
  }

  #empty(words: string): TemplateResult {
    return html`<div class="empty" role="status">${usersIcon()}<strong>${words}</strong></div>`;
  }

  #again = (): void => {
    this.failed = false;
    this.#asked = undefined;
    this.requestUpdate();
  };

  /** One thing at a time; what fails is told. */
  #act(act: () => Promise<unknown>): void {
    this.busy = true;
    this.attempt(() =>
      act().finally(() => {
        this.busy = false;
      }),
    );
  }

  #bar(view: Exclude<View, 'home'>): TemplateResult {
    const back = this.t('group.back');
    const title = {
      members: 'members.label',
      add: 'group.add',
      applications: 'group.applications',
      banned: 'group.banned',
    }[view];
    return html`<div class="top" @keydown=${this.#escape}><button type="button" class="icon-button" data-tool="back" aria-label=${back} title=${back}
      @click=${() => this.#go('home')}>${chevronLeftIcon()}</button><h3>${this.t(title)}</h3></div>`;
  }

  #other(view: Exclude<View, 'home'>): TemplateResult {
    const { im } = this;
    const id = this.#group;
    if (view === 'members')
      return html`<im-member-list class="view" .client=${im} .group=${id} @keydown=${this.#escape}></im-member-list>`;
    if (view === 'applications')
      return html`<im-applications class="view" .client=${im} .group=${id} @keydown=${this.#escape}></im-applications>`;
    if (view === 'banned')
      return html`<im-banned-list class="view" .client=${im} .translator=${this.i18n} .group=${id} @keydown=${this.#escape}></im-banned-list>`;
    return html`<im-add-people class="view" .client=${im} .translator=${this.i18n} .group=${id} @keydown=${this.#escape}></im-add-people>`;
  }

  #go(view: View): void {
    const from = this.view;
    this.view = view;
    void this.updateComplete.then(() => {
      const there =
        view === 'home'
          ? this.renderRoot.querySelector<HTMLElement>(`[data-go=${from}]`)
          : this.renderRoot.querySelector<HTMLElement>('[data-tool=back]');
      there?.focus();
    });
  }

  #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#go('home');
  };
}
