import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  type Contact,
  type ConversationId,
  type Presence,
  toImError,
  type User,
  type UserId,
} from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { askAdd, askBlock, askRemove, askReport, type From } from '../contacts/acts.js';
import { asked } from '../contacts/asking.js';
import { may } from '../contacts/offers.js';
import { personKeys, personName } from '../person/naming.js';
import { presenceWords, Watched } from '../person/presence.js';
import { forms } from '../shared/forms.styles.js';
import { messageCircleIcon } from '../shared/icons.js';
import { banIcon } from '../shared/icons-later.js';
import { flagIcon } from '../shared/icons-message.js';
import { share2Icon, userMinusIcon, userPlusIcon } from '../shared/icons-people.js';
import { ImRow } from '../shared/im-element.js';
import { wantUsers } from '../shared/titles.js';
import type { ProfileField } from './fields.js';
import { styles } from './profile.styles.js';
import { askShare } from './share.js';

interface Who {
  readonly name: string;
  readonly user: User | undefined;
  readonly card: string | undefined;
  readonly contact: Contact | undefined;
  readonly presence: Presence | undefined;
  readonly blocked: boolean;
  readonly online: boolean;
}

/**
 * Somebody else, and what can be done with him.
 * @internal
 */
export class ImPersonProfile extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, forms, styles];
  static override properties: PropertyDeclarations = {
    userId: { attribute: false },
    group: { attribute: false },
    fields: { attribute: false },
    select: { attribute: false },
    asked: { state: true },
    said: { state: true },
    touched: { state: true },
  };
  declare userId: UserId | undefined;
  declare group: string | undefined;
  declare fields: readonly ProfileField[];
  declare select: ((userId: UserId) => void) | undefined;
  /** @internal He was asked here, and has not answered. */
  declare asked: UserId | undefined;
  /** @internal */
  declare said: { readonly what: 'saved' | 'trouble'; readonly words: string } | undefined;
  /** @internal */
  declare touched: boolean;

  #loaded: unknown;
  #who = this.read(
    () => {
      const id = this.userId ?? '';
      return [...personKeys(id, this.group), `presence/${id}`, 'list/contacts', 'list/blocked', 'session/self'];
    },
    (store): Who => {
      const id = this.userId ?? '';
      return {
        name: personName(store, id, this.group),
        user: store.get('user', id),
        card: this.group ? store.get('member', `${this.group}/${id}`)?.card : undefined,
        contact: store.list('contacts').includes(id) ? store.get('contact', id) : undefined,
        presence: store.get('presence', id),
        blocked: store.list('blocked').includes(id),
        online: store.get('session', 'self')?.state === 'connected',
      };
    },
  );

  constructor() {
    super();
    this.fields = [];
    this.touched = false;
    new Watched(this, () => ({ client: this.im, id: this.userId }));
  }

  protected override willUpdate(): void {
    const { im } = this;
    if (!im || this.#loaded === im || !this.#who.value?.online) return;
    this.#loaded = im;
    if (may(im, 'contacts')) this.attempt(() => im.contacts.load());
    if (may(im, 'block')) this.attempt(() => im.blocklist.load());
  }

  override render(): TemplateResult | typeof nothing {
    const id = this.userId;
    const who = this.#who.value;
    const { im } = this;
    if (!im || !id || !who) return nothing;
    wantUsers(im, [id]);
    const { name, user, card, contact, presence } = who;
    const others = [...new Set([card, user?.name])].filter((one): one is string => Boolean(one) && one !== name);
    const fields = this.fields.filter((field) => user?.fields?.[field.id]);
    return html`<div class="head"><im-avatar part="avatar" .client=${im} .userId=${id} .name=${name}></im-avatar>
        <h3 part="name"><bdi>${name}</bdi></h3>
        ${others.length > 0 ? html`<p class="also"><bdi>${others.join(' · ')}</bdi></p>` : nothing}
        <p class="presence ${presence?.state ?? ''}" part="presence" role="status">${presenceWords(presence, im.session.now(), this.i18n)}</p>
        ${user?.status ? html`<p class="status"><bdi>${user.status}</bdi></p>` : nothing}</div>
      <div class="actions" part="actions" role="group" aria-label=${this.t('profile.actions')}>${this.#actions(id, who)}</div>
      <dl part="fields"><div><dt>${this.t('profile.id')}</dt><dd><bdi>${id}</bdi></dd></div>${fields.map(
        (field) => html`<div><dt>${field.label}</dt><dd dir="auto">${user?.fields?.[field.id]}</dd></div>`,
      )}${contact?.groups.length ? html`<div><dt>${this.t('contacts.groups')}</dt><dd>${contact.groups.join(', ')}</dd></div>` : nothing}</dl>
      ${contact ? this.#notes(who.online) : nothing}
      <div class="wild">${this.#wild(id, who)}</div>`;
  }

  get #from(): From {
    return { client: this.im as NonNullable<typeof this.im>, translator: this.i18n, host: this };
  }

  #actions(id: UserId, { contact, blocked, online }: Who): TemplateResult {
    const im = this.im as NonNullable<typeof this.im>;
    return html`<button type="button" class="solid primary" data-act="message" @click=${() => this.#message(id)}>${messageCircleIcon()}${this.t('contacts.message')}</button>${
      !contact && !blocked && may(im, 'contacts') && may(im, 'request-contact')
        ? this.asked === id
          ? html`<span class="waits" role="status">${this.t('contacts.pending')}</span>`
          : html`<button type="button" class="solid" data-act="add" ?disabled=${!online} @click=${() => this.attempt(() => this.#add(id))}>${userPlusIcon()}${this.t('contacts.add')}</button>`
        : nothing
    }<button type="button" class="solid" data-act="share" @click=${() => this.attempt(() => askShare(id, this.#from))}>${share2Icon()}${this.t('profile.share')}</button>`;
  }

  #notes(online: boolean): TemplateResult {
    const contact = this.#who.value?.contact;
    return html`<form class="own" novalidate @submit=${this.#save} @input=${() => (this.touched = true)} @keydown=${stop}>
      <label class="line-field"><span>${this.t('contacts.remark')}</span><input name="remark" dir="auto" autocomplete="off" maxlength="100" ?readonly=${!online} .defaultValue=${contact?.remark ?? ''} /></label>
      <label class="line-field"><span>${this.t('profile.notes')}</span><textarea name="notes" dir="auto" rows="3" maxlength="1000" ?readonly=${!online} .defaultValue=${contact?.notes ?? ''}></textarea></label>
      <p class="hint">${this.t('profile.notes-hint')}</p>
      ${this.said ? html`<p class=${this.said.what === 'saved' ? 'done' : 'trouble'} role=${this.said.what === 'saved' ? 'status' : 'alert'}>${this.said.words}</p>` : nothing}
      ${this.touched ? html`<button class="solid primary" ?disabled=${!online}>${this.t('contacts.save')}</button>` : nothing}</form>`;
  }

  #wild(id: UserId, { contact, blocked, online }: Who): TemplateResult {
    const im = this.im as NonNullable<typeof this.im>;
    const button = (
      name: string,
      icon: TemplateResult,
      label: string,
      act: () => unknown,
      danger = true,
    ): TemplateResult =>
      html`<button type="button" class="line ${danger ? 'danger' : ''}" data-act=${name} ?disabled=${!online} @click=${() => this.attempt(act)}>${icon}${this.t(label)}</button>`;
    return html`${
      may(im, 'block')
        ? button(
            'block',
            banIcon(),
            blocked ? 'contacts.unblock' : 'contacts.block',
            () => askBlock(id, !blocked, this.#from),
            !blocked,
          )
        : nothing
    }${may(im, 'report') ? button('report', flagIcon(), 'contacts.report', () => askReport(id, this.#from)) : nothing}${
      contact ? button('remove', userMinusIcon(), 'contacts.remove', () => askRemove(id, this.#from)) : nothing
    }`;
  }

  #message(userId: UserId): void {
    const detail = { userId, conversationId: `direct:${userId}` as ConversationId };
    this.ask('im-select-request', detail, () => this.select?.(userId));
  }

  async #add(id: UserId): Promise<void> {
    if ((await askAdd(id, this.#from)) === 'pending') this.asked = id;
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string): string => String(form.get(name) ?? '').trim();
    const { contact } = this.#who.value ?? {};
    const patch = {
      ...(said('remark') !== (contact?.remark ?? '') && { remark: said('remark') || null }),
      ...(said('notes') !== (contact?.notes ?? '') && { notes: said('notes') || null }),
    };
    void this.#keep(patch);
  };

  async #keep(patch: { readonly remark?: string | null; readonly notes?: string | null }): Promise<void> {
    const { im, userId } = this;
    if (!im || !userId) return;
    try {
      if (Object.keys(patch).length > 0)
        await asked(this, 'im-contact-update-request', { userId, ...patch }, ({ userId: id, ...rest }) =>
          im.contacts.update(id, rest),
        );
      this.touched = false;
      this.said = { what: 'saved', words: this.t('profile.saved') };
    } catch (error) {
      const key = `error.${toImError(error).code}`;
      this.said = { what: 'trouble', words: this.t(this.i18n.has(key) ? key : 'error.engine') };
      this.tell('im-error', { error: toImError(error) });
    }
  }
}

/** Keys here are nobody's hot keys, but Escape closes what this stands in. */
const stop = (event: KeyboardEvent): void => {
  if (event.key !== 'Escape') event.stopPropagation();
};
