import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ImError, type Outcomes, toImError, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import { banIcon } from '../shared/icons-later.js';
import { ImRow } from '../shared/im-element.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { skeletons } from '../shared/skeletons.js';
import { styles } from './group-panel.styles.js';

/**
 * Those who cannot come back, until somebody lets them.
 * @internal
 */
export class ImBannedList extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, rowWindowStyles, styles];
  static override properties: PropertyDeclarations = {
    group: { attribute: false },
    ids: { state: true },
    state: { state: true },
    busy: { state: true },
  };
  declare group: string;
  /** @internal */
  declare ids: readonly UserId[];
  /** @internal */
  declare state: 'idle' | 'loading' | 'done' | 'failed';
  /** @internal */
  declare busy: UserId | undefined;
  #next: string | undefined;
  #rows = new RowWindow(this, { keys: () => this.ids, estimate: () => 56 });

  constructor() {
    super();
    this.ids = [];
    this.state = 'idle';
  }

  protected override updated(): void {
    if (this.state === 'idle' && this.#rows.last >= this.ids.length - 5) void this.#more();
  }

  async #more(): Promise<void> {
    const { im, group } = this;
    if (!im) return;
    this.state = 'loading';
    try {
      const { items, next } = await im.groups.banned(group, this.#next);
      this.ids = [...new Set([...this.ids, ...items])];
      this.#next = next;
      this.state = next === undefined ? 'done' : 'idle';
    } catch (error) {
      this.state = 'failed';
      this.tell('im-error', { error: toImError(error) });
    }
  }

  override render(): TemplateResult {
    return html`<div class="scroller" role=${this.ids.length ? 'list' : nothing} aria-label=${this.ids.length ? this.t('group.banned') : nothing}>
      ${this.#rows.render((at) => this.#row(this.ids[at] as UserId))}${this.#nothing()}</div>`;
  }

  #nothing(): TemplateResult | typeof nothing {
    if (this.state === 'failed')
      return html`<div class="empty" role="alert"><span>${this.t('members.failed')}</span>
        <button type="button" class="text-button" @click=${() => (this.state = 'idle')}>${this.t('messages.try-again')}</button></div>`;
    if (this.ids.length > 0) return nothing;
    if (this.state !== 'done') return skeletons(this.t('members.loading'));
    return html`<div class="empty" role="status">${banIcon()}<strong>${this.t('group.banned-none')}</strong></div>`;
  }

  #row(id: UserId): TemplateResult {
    return html`<im-person .client=${this.im} .translator=${this.i18n} .userId=${id} .still=${true}><button slot="end" type="button" class="text-button"
      ?disabled=${this.busy !== undefined} @click=${() => this.attempt(() => this.#lift(id))}>${this.t('group.unban')}</button></im-person>`;
  }

  async #lift(id: UserId): Promise<void> {
    const { im, group } = this;
    if (!im) return;
    this.busy = id;
    try {
      await asked(this, 'im-group-unban-request', { group, users: [id] }, async ({ users }) => {
        const outcomes: Outcomes<string> = await im.groups.unban(group, users);
        const [outcome] = outcomes.values();
        if (outcome instanceof ImError) throw outcome;
        this.ids = this.ids.filter((one) => !users.includes(one));
      });
    } finally {
      this.busy = undefined;
    }
  }
}
