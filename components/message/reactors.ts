import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { MessageId, Reaction, UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { ImRow } from '../shared/im-element.js';
import { nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import { wordsOfError } from './names.js';

const styles = css`
  :host {
    display: contents;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .tab {
    min-block-size: 32px;
    padding: 2px 12px;
    border-radius: 16px;
    font: var(--_meta);
    font-variant-numeric: tabular-nums;
    color: var(--_ink-2);
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .tab:hover {
    background: var(--_hover);
  }
  .tab[aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_accent-ink);
    font-weight: 600;
  }
  .people {
    display: grid;
    gap: 2px;
    min-block-size: 180px;
    max-block-size: min(360px, 50dvh);
    align-content: start;
    overflow-y: auto;
    margin: 0;
    padding: 0;
    list-style: none;
    --im-avatar-size: 32px;
  }
  li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
  }
  bdi {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .emoji {
    font-size: 20px;
    line-height: 1;
  }
  .say {
    color: var(--_ink-2);
    font: var(--_meta);
  }
`;

interface Reactor {
  readonly userId: UserId;
  readonly emoji: string;
}

/**
 * Who has reacted to a message, all or with one emoji, page by page.
 * @internal
 */
export class ImReactors extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    messageId: { attribute: false },
    reactions: { attribute: false },
    emoji: { state: true },
    people: { state: true },
    state: { state: true },
  };
  declare messageId: MessageId | undefined;
  declare reactions: readonly Reaction[];
  /** @internal */
  declare emoji: string | undefined;
  /** @internal */
  declare people: readonly Reactor[];
  /** @internal Why not, in words; `loading`; or nothing to say. */
  declare state: 'loading' | 'rest' | { readonly failed: string };

  #next: string | undefined;
  #turn = 0;
  #names = this.read(
    () => this.people.flatMap(({ userId }) => nameKeys(userId)),
    () => undefined,
  );

  constructor() {
    super();
    this.reactions = [];
    this.people = [];
    this.state = 'rest';
  }

  async show(): Promise<void> {
    await this.updateComplete;
    const closed = this.renderRoot.querySelector('im-dialog')?.show();
    this.#choose(undefined);
    await closed;
  }

  #choose(emoji: string | undefined): void {
    this.emoji = emoji;
    this.people = [];
    this.#next = undefined;
    void this.#load();
  }

  async #load(): Promise<void> {
    const { im, messageId, emoji } = this;
    if (!im || !messageId) return;
    const turn = ++this.#turn;
    this.state = 'loading';
    try {
      if (im.can('reactors', messageId) !== 'available') this.people = this.#known();
      else {
        const page = await im.messages.reactors(messageId, emoji, this.#next);
        if (turn !== this.#turn) return;
        this.#next = page.next;
        this.people = [...this.people, ...page.items];
      }
      this.state = 'rest';
    } catch (error) {
      if (turn !== this.#turn) return;
      if (this.people.length === 0) this.people = this.#known();
      this.state = { failed: wordsOfError(error, this.i18n) };
    }
  }

  /** What came with the message, where nobody can be asked. */
  #known(): readonly Reactor[] {
    const some = this.reactions.filter(({ emoji }) => !this.emoji || emoji === this.emoji);
    return some.flatMap(({ emoji, users }) => users.map((userId) => ({ userId, emoji })));
  }

  override render(): TemplateResult {
    const format = new Intl.NumberFormat(this.i18n.lang);
    const total = this.reactions.reduce((sum, { count }) => sum + count, 0);
    const tabs = [{ emoji: undefined, count: total }, ...this.reactions];
    return html`<im-dialog .client=${this.client} .translator=${this.translator} .label=${this.t('reactions.label')}>
      <div class="tabs" role="group" aria-label=${this.t('reactions.label')}>${tabs.map(
        ({
          emoji,
          count,
        }) => html`<button type="button" class="tab" aria-pressed=${emoji === this.emoji ? 'true' : 'false'}
          @click=${() => this.#choose(emoji)}><span>${emoji ?? this.t('reactions.all')}</span><span>${format.format(count)}</span></button>`,
      )}</div>${this.#list()}</im-dialog>`;
  }

  #list(): TemplateResult {
    const { im, people, state } = this;
    void this.#names.value;
    wantUsers(
      im,
      people.map(({ userId }) => userId),
    );
    return html`<ul class="people" tabindex="0" role="list" aria-label=${this.t('action.reactors')} aria-busy=${state === 'loading' ? 'true' : 'false'}>${people.map(
      ({ userId, emoji }) =>
        html`<li><im-avatar .client=${im} .userId=${userId}></im-avatar><bdi>${im ? nameIn(im.store, userId) : userId}</bdi><span class="emoji">${emoji}</span></li>`,
    )}${this.#foot()}</ul>`;
  }

  #foot(): TemplateResult | typeof nothing {
    const { state, people } = this;
    const more = (label: string): TemplateResult =>
      html`<button type="button" class="text-button" @click=${() => this.#load()}>${label}</button>`;
    if (state === 'loading') return html`<li class="say" role="status">${this.t('reactions.loading')}</li>`;
    if (state !== 'rest')
      return html`<li class="say" role="alert"><span>${this.t('reactions.failed')} ${state.failed}</span>${more(this.t('messages.try-again'))}</li>`;
    if (this.#next) return html`<li>${more(this.t('messages.more'))}</li>`;
    return people.length === 0 ? html`<li class="say">${this.t('reactions.none')}</li>` : nothing;
  }
}
