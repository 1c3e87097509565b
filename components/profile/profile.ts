import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConversationId, UserId } from '../../core/index.js';
import { base, tokens } from '../../styles/shared/index.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { fieldsConverter, type ProfileField } from './fields.js';

/**
 * Somebody's profile: face, names, presence, the page's own fields, a remark and notes, and what can be done with him; or
 * one's own, to be changed. As a panel wherever it is put, or in a dialog by `openProfile`.
 *
 * @csspart avatar - The large face.
 * @csspart name - What he is called.
 * @csspart presence - Whether he is there.
 * @csspart actions - Message, add, share.
 * @csspart fields - Id and the page's own fields.
 * @cssprop --im-profile-padding - Around everything, 20px by default.
 * @fires im-select-request - The conversation is to be opened; the default turns the nearest chat window of the client to it. Cancelable; detail: {userId, conversationId}.
 * @fires im-profile-update-request - One's own profile is to change. Cancelable; detail: {patch}, with what changes alone.
 * @fires im-presence-request - One's own words beside the presence are to change. Cancelable; detail: {words}.
 * @fires im-contact-add-request - He is to be added. Cancelable; detail: {userId, words}.
 * @fires im-contact-update-request - The remark or notes are to change. Cancelable; detail: {userId, remark, notes}.
 * @fires im-contact-remove-request - He is to be removed. Cancelable; detail: {userId, oneWay}.
 * @fires im-block-request - He is to be blocked, or not any more. Cancelable; detail: {userId, blocked}.
 * @fires im-report-request - He is to be reported. Cancelable; detail: {userId}.
 * @fires im-share-request - His card is to be sent. Cancelable; detail: {userId, conversationId}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImProfile extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: block;
        overflow-y: auto;
        overscroll-behavior: contain;
        container-type: inline-size;
      }
      .inner {
        max-inline-size: 520px;
        margin-inline: auto;
        padding: var(--im-profile-padding, 20px);
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 32px;
        color: var(--_ink-2);
        text-align: center;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    userId: { attribute: 'user-id' },
    group: {},
    fields: { converter: fieldsConverter },
    upload: { attribute: false },
    select: { attribute: false },
  };
  /** Whose; one's own without. */
  declare userId: UserId | undefined;
  /** Id of the group whose card names him too. */
  declare group: string | undefined;
  /** Fields of the page's own, in order. As an attribute: `phone=Phone, about=About me`. */
  declare fields: readonly ProfileField[];
  /** Keeps a square picture (256 pixels at most) and answers its address. Default: the back end keeps it, where it can. */
  declare upload: ((picture: Blob) => Promise<string>) | undefined;
  /** Instead of turning a chat window. */
  declare select: ((userId: UserId) => void) | undefined;

  #session = this.read(
    () => ['session/self'],
    (store) => store.get('session', 'self')?.state,
  );

  constructor() {
    super();
    this.fields = [];
  }

  override render(): TemplateResult {
    const { im } = this;
    if (!im)
      return html`<div class="empty" role="status">${wifiOffIcon()}<span>${this.t('window.no-client')}</span></div>`;
    const own = !this.userId || this.userId === im.userId;
    const offline = !own && this.#session.value === 'offline';
    return html`<div class="inner">${
      own
        ? html`<im-own-profile exportparts="avatar" .client=${im} .translator=${this.i18n} .fields=${this.fields} .upload=${this.upload}></im-own-profile>`
        : html`<im-person-profile exportparts="avatar, name, presence, actions, fields" .client=${im} .translator=${this.i18n} .userId=${this.userId} .group=${this.group}
            .fields=${this.fields} .select=${this.select ?? this.#turn}></im-person-profile>`
    }${offline ? html`<p class="empty" role="status">${this.t('profile.offline')}</p>` : nothing}</div>`;
  }

  #turn = (userId: UserId): void => {
    const { im } = this;
    if (!im) return;
    this.attempt(async () => {
      const { windowOf } = await import('../search/open.js');
      const conversationId: ConversationId = `direct:${userId}`;
      const window = windowOf(this, im, conversationId);
      if (window) window.conversation = conversationId;
    });
  };
}
