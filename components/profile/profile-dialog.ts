import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { UserId } from '../../core/index.js';
import { tokens } from '../../styles/shared/index.js';
import type { ImDialog } from '../dialog/dialog.js';
import { ImRow } from '../shared/im-element.js';
import type { ProfileField } from './fields.js';

/**
 * A profile over the page.
 * @internal
 */
export class ImProfileDialog extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    css`
      :host {
        display: contents;
        --im-dialog-width: 420px;
        --im-profile-padding: 0;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    userId: { attribute: false },
    group: { attribute: false },
    fields: { attribute: false },
    upload: { attribute: false },
  };
  declare userId: UserId | undefined;
  declare group: string | undefined;
  declare fields: readonly ProfileField[] | undefined;
  declare upload: ((picture: Blob) => Promise<string>) | undefined;
  #chosen = false;

  get #dialog(): ImDialog | null {
    return this.renderRoot.querySelector('im-dialog');
  }

  /** Opens; resolves once it has closed: was the conversation asked for? */
  async show(): Promise<boolean> {
    await this.updateComplete;
    this.#chosen = false;
    await this.#dialog?.show();
    return this.#chosen;
  }

  override render(): TemplateResult {
    const own = !this.userId || this.userId === this.im?.userId;
    return html`<im-dialog .client=${this.im} .translator=${this.translator} .label=${this.t(own ? 'profile.own' : 'contacts.profile')}
      ><im-profile .client=${this.im} .translator=${this.translator} .userId=${this.userId} .group=${this.group} .fields=${this.fields ?? []}
        .upload=${this.upload} @im-select-request=${this.#choose}></im-profile></im-dialog>`;
  }

  /** Who opened this opens the conversation: he is asked, the page around him too. */
  #choose = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    this.#chosen = true;
    this.#dialog?.close();
  };
}
