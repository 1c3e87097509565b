import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Client, ImError, type Outcomes, type Page, toImError, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import type { ImDialog } from '../dialog/index.js';
import { personName } from '../person/naming.js';
import { ImRow } from '../shared/im-element.js';
import { wantUsers } from '../shared/titles.js';
import type { LocaleKey } from '../shared/translator.js';
import { refused } from './acts.js';
import { formStyles } from './form.styles.js';
import { ChannelMembers } from './members.js';
import { may } from './offers.js';
import { write } from './writing.js';

export type FormKind = 'create-space' | 'edit-space' | 'create-channel' | 'edit-channel' | 'invite' | 'members';

const TITLES: Readonly<Record<FormKind, LocaleKey>> = {
  'create-space': 'spaces.new',
  'edit-space': 'spaces.edit',
  'create-channel': 'channels.new',
  'edit-channel': 'channels.edit',
  invite: 'spaces.invite',
  members: 'channels.members-of',
};
const BUTTONS: Readonly<Record<FormKind, LocaleKey>> = {
  'create-space': 'spaces.create',
  'edit-space': 'spaces.save',
  'create-channel': 'channels.create',
  'edit-channel': 'channels.save',
  invite: 'spaces.invite-do',
  members: 'channels.add-do',
};

const POLICIES = ['invite', 'open'] as const;

/**
 * Makes or changes a space or a channel, invites people, and shows who is in a private channel: in a dialog.
 * @internal
 */
export class ImChannelForm extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, formStyles];
  static override properties: PropertyDeclarations = {
    what: { attribute: false },
    space: { attribute: false },
    channel: { attribute: false },
    host: { attribute: false },
    private: { state: true },
    chosen: { state: true },
    adding: { state: true },
    busy: { state: true },
    trouble: { state: true },
    outcomes: { state: true },
  };
  declare what: FormKind;
  declare space: string;
  declare channel: string;
  /** Its events ask. */
  declare host: HTMLElement;
  /** @internal */
  declare private: boolean;
  /** @internal */
  declare chosen: ReadonlySet<UserId>;
  /** @internal */
  declare adding: boolean;
  /** @internal */
  declare busy: boolean;
  /** @internal */
  declare trouble: string | undefined;
  /** @internal What became of a call over many, where it was not done for all. */
  declare outcomes: Outcomes<string> | undefined;

  readonly members = new ChannelMembers(this, () => ({
    client: this.client as Client,
    space: this.space,
    channel: this.channel,
    i18n: this.i18n,
    host: this.host,
    fail: (error) => this.#fail(error),
  }));

  constructor() {
    super();
    this.what = 'create-channel';
    this.space = this.channel = '';
    this.private = this.adding = this.busy = false;
    this.chosen = new Set();
  }

  get #dialog(): ImDialog | null {
    return this.renderRoot.querySelector('im-dialog');
  }

  async show(): Promise<void> {
    if (this.what === 'members') void this.members.load();
    await this.updateComplete;
    await this.#dialog?.show();
  }

  override render(): TemplateResult {
    const { client, what } = this;
    const name = client?.store.get('channel', `${this.space}/${this.channel}`)?.name ?? '';
    const listing = what === 'members' && !this.adding;
    return html`<im-dialog .client=${client} .translator=${this.i18n} .label=${this.t(TITLES[what], { name: `\u2068${name}\u2069` })}>
      <div class="form" @keydown=${this.#key}>${this.#fields()}${listing ? this.members.render() : nothing}${this.#people()}${this.#results()}
      <p class="trouble" role="alert" ?hidden=${!this.trouble}>${this.trouble}</p></div>
      <div slot="actions" class="actions">${this.#actions(listing)}</div></im-dialog>`;
  }

  #actions(listing: boolean): TemplateResult {
    if (listing) {
      const adds = this.client && may(this.client, 'channel-members', this.space);
      return html`${adds ? html`<button type="button" class="answer primary" data-do="add" @click=${() => (this.adding = true)}>${this.t('channels.add')}</button>` : nothing}`;
    }
    const people = this.what === 'invite' || this.what === 'members';
    return html`<button type="button" class="answer" @click=${this.#back}>${this.t(this.adding ? 'channels.back' : 'dialog.cancel')}</button>
      <button type="button" class="answer primary" data-do="save" ?disabled=${this.busy || (people && this.chosen.size === 0)}
        @click=${() => void this.#save()}>${this.t(BUTTONS[this.what])}</button>`;
  }

  #back = (): void => {
    this.chosen = new Set();
    if (this.adding) this.adding = false;
    else this.#dialog?.close();
  };

  #field(name: string, label: LocaleKey, value: string, most: number, long = false): TemplateResult {
    return html`<label class="entry"><span>${this.t(label)}</span>${
      long
        ? html`<textarea name=${name} rows="2" dir="auto" maxlength=${most} .defaultValue=${value}></textarea>`
        : html`<input name=${name} dir="auto" autocomplete="off" maxlength=${most} .defaultValue=${value} ?autofocus=${name === 'name'}
            list=${name === 'category' ? 'categories' : nothing} />`
    }</label>`;
  }

  #fields(): TemplateResult | typeof nothing {
    const { store } = this.client as Client;
    if (this.what === 'create-space' || this.what === 'edit-space') {
      const space = this.what === 'edit-space' ? store.get('space', this.space) : undefined;
      return html`${this.#field('name', 'spaces.name', space?.name ?? '', 100)}${this.#field('introduction', 'spaces.introduction', space?.introduction ?? '', 1000, true)}
        <label class="entry"><span>${this.t('spaces.policy')}</span><select name="policy">${POLICIES.map(
          (one) =>
            html`<option value=${one} ?selected=${one === (space?.policy ?? 'invite')}>${this.t(`spaces.policy-${one}`)}</option>`,
        )}</select></label>`;
    }
    if (this.what !== 'create-channel' && this.what !== 'edit-channel') return nothing;
    const channel = this.what === 'edit-channel' ? store.get('channel', `${this.space}/${this.channel}`) : undefined;
    const known = store
      .list(`channels/${this.space}`)
      .flatMap((id) => store.get('channel', `${this.space}/${id}`)?.category ?? []);
    return html`${this.#field('name', 'channels.name', channel?.name ?? '', 100)}${this.#field('topic', 'channels.topic', channel?.topic ?? '', 1000, true)}
      ${this.#field('category', 'channels.category', channel?.category ?? '', 100)}<datalist id="categories">${[...new Set(known)].map((one) => html`<option value=${one}></option>`)}</datalist>
      ${this.#closing(channel?.private ?? false)}`;
  }

  /** Where the back end lets some people in alone. */
  #closing(closed: boolean): TemplateResult | typeof nothing {
    if (this.client?.can('channel-members', `channel:${this.space}/~`) === 'unsupported') return nothing;
    return html`<label class="check"><input type="checkbox" name="private" .defaultChecked=${closed}
        @change=${(event: Event) => (this.private = (event.target as HTMLInputElement).checked)} /><span>${this.t('channels.private')}<small>${this.t('channels.private-hint')}</small></span></label>`;
  }

  #people(): TemplateResult | typeof nothing {
    const choosing = this.what === 'invite' || this.adding || (this.what === 'create-channel' && this.private);
    if (!choosing || this.outcomes) return nothing;
    return html`<im-people-picker .client=${this.client} .translator=${this.i18n} .chosen=${this.chosen} .exclude=${this.members.known}
      .within=${this.what === 'invite' ? undefined : this.#ofSpace}
      @im-pick=${(event: CustomEvent<{ chosen: ReadonlySet<UserId> }>) => (this.chosen = event.detail.chosen)}></im-people-picker>`;
  }

  /** Nobody else can come into a channel. */
  #ofSpace = async (cursor?: string): Promise<Page<UserId>> => {
    const { items, next } = await (this.client as Client).spaces.members(this.space, cursor);
    return { items: items.map(({ userId }) => userId), next };
  };

  #results(): TemplateResult | typeof nothing {
    if (!this.outcomes) return nothing;
    const failed = [...this.outcomes].filter((one): one is [string, ImError] => one[1] instanceof ImError);
    const done = this.outcomes.size - failed.length;
    wantUsers(
      this.client,
      failed.map(([id]) => id),
    );
    return html`<div class="results" role="status">${done > 0 ? html`<p>${this.t('channels.done', { count: done })}</p>` : nothing}<p class="trouble">${this.t('channels.undone', { count: failed.length })}</p>
      <ul>${failed.map(([id, error]) => html`<li><bdi>${personName((this.client as Client).store, id)}</bdi>: ${this.#why(error)}</li>`)}</ul></div>`;
  }

  #why(error: unknown): string {
    const key = `error.${toImError(error).code}`;
    return this.t(this.i18n.has(key) ? key : 'error.engine');
  }

  #fail(error: unknown): void {
    this.trouble = this.#why(error);
  }

  #value(name: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? '';
  }

  get #hidden(): boolean {
    return this.renderRoot.querySelector<HTMLInputElement>('[name=private]')?.checked ?? false;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void this.#save();
  };

  async #save(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = this.outcomes = undefined;
    try {
      const outcomes = await this.#run();
      const bad = outcomes && refused(outcomes) > 0;
      this.chosen = new Set();
      if (bad) this.outcomes = outcomes;
      if (this.what === 'members') {
        this.adding = false;
        await this.members.load();
      } else if (!bad) this.#dialog?.close();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.busy = false;
    }
  }

  /** Asks the page, then acts; answers what became of each where it was about people. */
  async #run(): Promise<Outcomes<string> | undefined> {
    const { host, what, space, channel } = this;
    const { spaces } = this.client as Client;
    const users = [...this.chosen];
    let outcomes: Outcomes<string> | undefined;
    if (what === 'invite')
      await asked(host, 'im-space-invite-request', { space, users }, async (detail) => {
        outcomes = await spaces.invite(space, detail.users);
      });
    else if (what === 'members')
      await asked(host, 'im-channel-members-request', { space, channel, what: 'add', users }, async (detail) => {
        outcomes = await spaces.addToChannel(space, channel, detail.users);
      });
    else {
      const made = await write(this, { field: (name) => this.#value(name), chosen: users, private: this.#hidden });
      // It is there now, and nothing makes it once more: who is missing can be added.
      if (made && refused(made.outcomes) > 0) {
        outcomes = made.outcomes;
        Object.assign(this, { what: 'members', channel: made.channel });
      }
    }
    return outcomes;
  }
}
