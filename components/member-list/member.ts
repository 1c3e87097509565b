import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Member } from '../../core/index.js';
import { base } from '../../styles/shared/index.js';
import type { MenuAnchor } from '../menu/menu.js';
import type { ImPerson } from '../person/person.js';
import { shortTime } from '../shared/format-later.js';
import { volumeOffIcon } from '../shared/icons-actions.js';
import { ImRow } from '../shared/im-element.js';
import { isMuted } from './offers.js';

const NONE: readonly string[] = [];

/**
 * A member as a row: what he is called here, what he is, whether he is muted. Reads his record itself, so that a list
 * need not follow thousands.
 * @internal
 */
export class ImMember extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .role {
        flex: none;
        padding-inline: 6px;
        border-radius: 6px;
        background: var(--_sunken);
        color: var(--_ink-2);
        font: var(--_caption);
        line-height: 18px;
      }
      .owner {
        background: var(--_accent-wash);
        color: var(--_accent-ink);
      }
      .badges {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        flex: none;
        color: var(--_ink-2);
      }
      .badges .icon {
        inline-size: 14px;
        block-size: 14px;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    member: { attribute: false },
    words: { attribute: false },
    failure: { attribute: false },
    menu: { attribute: false },
    checked: { attribute: false },
    disabled: { attribute: false },
    tabbable: { attribute: false },
  };
  /** As it was when the list was read; the store's is newer. */
  declare member: Member;
  declare words: readonly string[] | undefined;
  /** Why what was tried with him was refused. */
  declare failure: string | undefined;
  declare menu: boolean;
  declare checked: boolean | undefined;
  declare disabled: boolean;
  declare tabbable: boolean;

  #now = this.read(
    () => [`member/${this.member.groupId}/${this.member.userId}`],
    (store) => store.get('member', `${this.member.groupId}/${this.member.userId}`),
  );

  constructor() {
    super();
    this.menu = this.tabbable = true;
    this.disabled = false;
  }

  get #person(): ImPerson | null {
    return this.renderRoot.querySelector('im-person');
  }

  override focus(options?: FocusOptions): void {
    if (this.hasUpdated) this.#person?.focus(options);
    else void this.updateComplete.then(() => this.#person?.focus(options));
  }

  openMenu(anchor?: MenuAnchor): void {
    this.#person?.openMenu(anchor);
  }

  override render(): TemplateResult | typeof nothing {
    const { im } = this;
    if (!im) return nothing;
    const member = this.#now.value ?? this.member;
    const { userId, groupId, role, card } = member;
    // Somebody who was found and is not held is not known by his card yet.
    const second = this.failure ?? (this.#now.value ? undefined : card);
    return html`<im-person exportparts="row, name, second" .client=${im} .translator=${this.i18n} .userId=${userId} .group=${groupId}
      .second=${second} .words=${this.words ?? NONE} .menu=${this.menu} .checked=${this.checked} ?disabled=${this.disabled}
      .tabbable=${this.tabbable}>${this.#badges(member, role)}</im-person>`;
  }

  #badges(member: Member, role: Member['role']): TemplateResult | typeof nothing {
    const { im } = this;
    const muted = im && isMuted(im, member);
    if (role === 'member' && !muted && !member.exempt) return nothing;
    // Of a space or a room, no group.
    const place = member.groupId.includes(':');
    const until = shortTime(member.mutedUntil ?? 0, im?.session.now() ?? 0, this.i18n.lang, '');
    const words = this.t('members.muted-until', { time: until });
    return html`<span slot="badge" class="badges">${
      role === 'member'
        ? nothing
        : html`<span class="role ${role}">${this.t(role === 'owner' && place ? 'members.place-owner' : `members.${role}`)}</span>`
    }${muted ? html`<span role="img" aria-label=${words} title=${words}>${volumeOffIcon()}</span>` : nothing}</span>`;
  }
}
