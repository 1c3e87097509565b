import '../../avatar/index.js';
import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ContentOf, User } from '../../../core/index.js';
import { nameOf } from '../../shared/titles.js';
import { AskDialog, type AskElement, askStyles } from './ask-dialog.js';

const MOST_SHOWN = 100;

const styles = css`
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
    min-block-size: 120px;
    max-block-size: 300px;
    overflow-y: auto;
    --im-avatar-size: 32px;
  }
  li button {
    display: flex;
    align-items: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 4px 8px;
    border-radius: var(--_radius-control);
    text-align: start;
    overflow-wrap: anywhere;
  }
  li button:hover {
    background: var(--_hover);
  }
  li button:focus-visible {
    outline-offset: -2px;
  }
`;

/**
 * Offers the people whom this browser knows.
 * @internal
 */
class ImContactPicker extends AskDialog<ContentOf<'contact'>> {
  static readonly version = '0.1.0';
  static override styles = [...askStyles, styles];
  static override properties: PropertyDeclarations = { query: { state: true } };
  /** @internal */
  declare query: string;
  protected override readonly heading = 'contact.share';
  protected override readonly sends = false;

  constructor() {
    super();
    this.query = '';
  }

  protected override fields(): TemplateResult {
    const people = this.#people();
    return html`<input type="search" aria-label=${this.t('contact.search')} placeholder=${this.t('contact.search')} autocomplete="off"
        .value=${this.query} @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value)} />
      <ul>${people.map(
        (user) => html`<li><button type="button" @click=${() => this.#choose(user)}
          ><im-avatar .client=${this.client} .userId=${user.id}></im-avatar><bdi>${nameOf(user, user.id)}</bdi></button></li>`,
      )}</ul>
      <p class="hint" role="status">${people.length === 0 ? this.t('contact.none') : ''}</p>`;
  }

  /** Not oneself: that card would lead nowhere. */
  #people(): readonly User[] {
    const { client } = this;
    if (!client) return [];
    const wanted = this.query.trim().toLocaleLowerCase();
    const order = new Intl.Collator(this.i18n.lang);
    return [...client.store.entries()]
      .filter(([key]) => key.startsWith('user/'))
      .map(([, user]) => user as User)
      .filter((user) => user.id !== client.userId && nameOf(user, user.id).toLocaleLowerCase().includes(wanted))
      .sort((a, b) => order.compare(nameOf(a, a.id), nameOf(b, b.id)))
      .slice(0, MOST_SHOWN);
  }

  #choose({ id, name }: User): void {
    this.answer({ kind: 'contact', userId: id, ...(name && { name: name.slice(0, 256) }) });
  }

  protected override made(): undefined {
    return undefined;
  }
}

export const CONTACT_PICKER: AskElement<ContentOf<'contact'>> = { tag: 'im-contact-picker', element: ImContactPicker };
