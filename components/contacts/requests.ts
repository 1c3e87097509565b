import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ContactRequest, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { shortTime } from '../shared/format-later.js';
import { chevronLeftIcon } from '../shared/icons.js';
import { contactRoundIcon } from '../shared/icons-people.js';
import { ImRow } from '../shared/im-element.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { askRefuse } from './acts.js';
import { asked } from './asking.js';
import { panelStyles } from './contacts.styles.js';

const own = css`
  im-person {
    --im-person-size: 64px;
  }
  .answers {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .state {
    font: var(--_meta);
    color: var(--_ink-2);
    text-align: end;
    max-inline-size: 40cqi;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .text-button.primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .text-button.primary:hover:not(:disabled) {
    background: color-mix(in oklch, var(--_accent) 88%, var(--_ink));
  }
`;

/**
 * What others have asked and what one has asked oneself, newest first; opening it reads them.
 * @internal
 * @fires im-view-close - Back to the list.
 */
export class ImContactRequests extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, rowWindowStyles, panelStyles, own];
  static override properties: PropertyDeclarations = { busy: { state: true }, failed: { state: true } };
  /** @internal Requests that are being answered. */
  declare busy: ReadonlySet<string>;
  /** @internal */
  declare failed: boolean;

  #more: 'some' | 'loading' | 'none' = 'some';
  #list = this.read(
    () => [
      'session/self',
      'list/contact-requests',
      ...(this.im?.store.list('contact-requests') ?? []).map((id) => `contact-request/${id}` as const),
    ],
    (store) => store.list('contact-requests').flatMap((id) => store.get('contact-request', id) ?? []),
  );
  #rows = new RowWindow(this, {
    keys: () => (this.#list.value ?? []).map(({ id }) => id),
    estimate: () => 64,
  });

  constructor() {
    super();
    this.busy = new Set();
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { im } = this;
    if (im?.store.get('session', 'self')?.state === 'connected') this.attempt(() => im.contacts.readRequests());
  }

  protected override updated(): void {
    const all = this.#list.value ?? [];
    if (this.#rows.last >= all.length - 4) this.#load();
  }

  #load(): void {
    const { im } = this;
    if (!im || this.#more !== 'some' || this.failed || im.store.get('session', 'self')?.state !== 'connected') return;
    this.#more = 'loading';
    im.contacts.moreRequests().then(
      (more) => {
        this.#more = more ? 'some' : 'none';
        this.requestUpdate();
      },
      (error) => {
        this.#more = 'some';
        this.failed = true;
        this.tell('im-error', { error: toImError(error) });
      },
    );
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[data-tool=back]')?.focus();
  }

  override render(): TemplateResult {
    const all = this.#list.value ?? [];
    const back = this.t('contacts.back');
    return html`<div class="top" @keydown=${this.#escape}><button type="button" class="icon-button" data-tool="back" aria-label=${back} title=${back} @click=${this.#close}>${chevronLeftIcon()}</button>
        <h3 id="title">${this.t('contacts.requests')}</h3></div>
      <div class="scroller" role=${all.length ? 'list' : nothing} aria-labelledby=${all.length ? 'title' : nothing} @keydown=${this.#keys} @focusin=${this.#rows.focused}>
        ${this.#rows.render((at) => this.#row(all[at]))}${
          all.length === 0 && this.#more !== 'loading'
            ? html`<div class="empty" role="status">${contactRoundIcon()}<strong>${this.t('contacts.requests-none')}</strong></div>`
            : nothing
        }${
          this.failed
            ? html`<div class="empty" role="alert"><span>${this.t('contacts.failed')}</span><button type="button" class="text-button" @click=${this.#again}>${this.t('messages.try-again')}</button></div>`
            : nothing
        }</div>`;
  }

  #row(request: ContactRequest | undefined): TemplateResult | typeof nothing {
    const { im } = this;
    if (!request || !im) return nothing;
    const mine = request.from === im.userId;
    const time = shortTime(request.at, im.session.now(), this.i18n.lang, this.t('messages.yesterday'));
    const words = request.words || this.t(mine ? 'contacts.asked-by-me' : 'contacts.asks');
    return html`<im-person data-stop .client=${im} .translator=${this.i18n} .userId=${mine ? request.to : request.from} .still=${true}
      .second=${`${words} · ${time}`}><span slot="end" class="answers">${this.#answers(request, mine)}</span></im-person>`;
  }

  #answers(request: ContactRequest, mine: boolean): TemplateResult {
    const { id, state, reason } = request;
    if (state === 'accepted') return html`<span class="state">${this.t('contacts.accepted')}</span>`;
    if (state === 'refused')
      return html`<span class="state" title=${reason ?? nothing}>${reason ? this.t('contacts.refused-why', { reason }) : this.t('contacts.refused')}</span>`;
    const busy = this.busy.has(id);
    if (mine)
      return html`<span class="state">${this.t('contacts.pending')}</span><button type="button" class="text-button" ?disabled=${busy}
        @click=${() => this.#withdraw(request)}>${this.t('contacts.withdraw')}</button>`;
    return html`<button type="button" class="text-button" ?disabled=${busy} @click=${() => this.#refuse(request)}>${this.t('contacts.refuse')}</button><button
      type="button" class="text-button primary" ?disabled=${busy} @click=${() => this.#accept(request)}>${this.t('contacts.accept')}</button>`;
  }

  /** One answer at a time to each. */
  async #run(id: string, act: () => Promise<unknown>): Promise<void> {
    this.busy = new Set([...this.busy, id]);
    try {
      await act();
    } finally {
      this.busy = new Set([...this.busy].filter((one) => one !== id));
    }
  }

  #accept({ id, from: userId }: ContactRequest): void {
    this.attempt(() =>
      this.#run(id, () =>
        asked(this, 'im-contact-accept-request', { request: id, userId }, async () => this.im?.contacts.accept(id)),
      ),
    );
  }

  #withdraw({ id, to: userId }: ContactRequest): void {
    this.attempt(() =>
      this.#run(id, () =>
        asked(this, 'im-contact-withdraw-request', { request: id, userId }, async () => this.im?.contacts.withdraw(id)),
      ),
    );
  }

  #refuse({ id, from }: ContactRequest): void {
    const { im } = this;
    if (im) this.attempt(() => askRefuse(id, from, { client: im, translator: this.i18n, host: this }));
  }

  #again = (): void => {
    this.failed = false;
    this.#load();
  };

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('im-view-close'));
  };

  #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };

  /** Rows here hold buttons, which Tab reaches: only the way back is a key of the list. */
  #keys = (event: KeyboardEvent): void => this.#escape(event);
}
