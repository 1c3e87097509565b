import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, type FileRef, isConversationId, kindOf, targetOf } from '../../core/index.js';
import { base, tokens } from '../../styles/shared/index.js';
import { userIcon, usersIcon } from '../shared/icons.js';
import { ImElement } from '../shared/im-element.js';
import { hueOf, initialsOf, titleKeys, titleOf, wantUsers } from '../shared/titles.js';
import { styles } from './avatar.styles.js';

const DIRECT = /^(https?:\/\/|blob:|\/(?!\/)|data:image\/(png|jpeg|webp|gif|avif);)/;

/**
 * The face of a person or a conversation: picture, else initials on a colour of their own. Decoration: the name stands beside it.
 *
 * @csspart face - The round area.
 * @csspart image - The picture, when there is one.
 * @csspart presence - The dot of somebody who is online or away.
 * @cssprop --im-avatar-size - Diameter, 36px by default.
 */
export class ImAvatar extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, styles];
  static override properties: PropertyDeclarations = {
    userId: { attribute: 'user-id' },
    conversation: {},
    name: {},
    src: {},
    failed: { state: true },
    loaded: { state: true },
  };
  /** Whose face. */
  declare userId: string | undefined;
  /** Or which conversation's. */
  declare conversation: ConversationId | undefined;
  /** Shown as initials where no profile is known. */
  declare name: string | undefined;
  /** An address that overrides the profile's picture. */
  declare src: string | undefined;
  /** @internal */
  declare failed: string | undefined;
  /** @internal */
  declare loaded: { readonly of: string; readonly url: string } | undefined;

  #asked: string | undefined;
  #who = this.read(
    () => {
      const user = this.#user;
      if (user) return [`user/${user}`, `presence/${user}`, 'session/self'];
      return isConversationId(this.conversation) ? [...titleKeys(this.conversation), 'session/self'] : [];
    },
    (store) => {
      const user = this.#user ? store.get('user', this.#user) : undefined;
      const conversation = isConversationId(this.conversation) ? this.conversation : undefined;
      return {
        name: user?.name ?? (conversation && !this.#user ? titleOf(store, conversation) : undefined),
        picture: user?.avatar ?? (conversation && store.get('conversation', conversation)?.avatar),
        online: store.get('session', 'self')?.state === 'connected',
        presence: this.#user ? store.get('presence', this.#user)?.state : undefined,
      };
    },
  );

  get #user(): string | undefined {
    if (this.userId) return this.userId;
    return isConversationId(this.conversation) && kindOf(this.conversation) === 'direct'
      ? targetOf(this.conversation)
      : undefined;
  }

  protected override updated(): void {
    const seed = this.#user ?? this.conversation ?? this.name ?? '';
    const face = this.renderRoot.querySelector<HTMLElement>('.face');
    face?.style.setProperty('--_h', String(hueOf(seed)));
  }

  override render(): TemplateResult {
    const user = this.#user;
    if (user) wantUsers(this.im, [user]);
    const who = this.#who.value;
    const name = this.name ?? who?.name ?? user ?? '';
    const url = this.#address(this.src ?? who?.picture);
    const shown = url && this.failed !== url;
    return html`<span class="face" part="face" aria-hidden="true">${shown ? nothing : this.#initials(name)}${
      shown
        ? html`<img part="image" alt="" src=${url} decoding="async" @error=${() => (this.failed = url)} />`
        : nothing
    }</span>${
      who?.presence === 'online' || who?.presence === 'away'
        ? html`<span class="presence ${who.presence}" part="presence"></span>`
        : nothing
    }`;
  }

  #initials(name: string): TemplateResult {
    const group = this.conversation && !this.#user;
    if (!name) return group ? usersIcon() : userIcon();
    return html`<span>${initialsOf(name)}</span>`;
  }

  /** Pictures kept by the back end are files; their addresses expire, so they are asked for. */
  #address(picture: string | undefined): string | undefined {
    if (!picture || DIRECT.test(picture)) return picture || undefined;
    if (this.loaded?.of === picture) return this.loaded.url;
    const client = this.im;
    // Once a picture, when it can be answered: a refusal is not asked about again with every update.
    if (!client || !this.#who.value?.online || this.#asked === picture) return undefined;
    this.#asked = picture;
    const file: FileRef = { id: picture, name: '', bytes: 0, mime: 'image/*' };
    client.media.url(file).then(
      ({ url }) => {
        if (url && this.#asked === picture) this.loaded = { of: picture, url };
      },
      () => {},
    );
    return undefined;
  }
}
