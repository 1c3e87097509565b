import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { SignalState } from '../../../core/content/kinds/signal.js';
import type { ContentOf } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { bellRingIcon } from '../../shared/icons-parts.js';
import { wantUsers } from '../../shared/titles.js';
import type { RenderContext } from '../registry.js';
import { ContentRow } from './content-row.js';
import { signalStyles } from './signal.styles.js';

type Signal = ContentOf<'signal'>;

/** Nothing rings longer, milliseconds: with more left, a clock is wrong and no seconds are told. */
const MOST = 600_000;

/**
 * An invitation: from whom, to whom, how long it still rings and what has become of it; with the way to answer it.
 * @internal
 */
export class ImSignalContent extends ContentRow<Signal> {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, signalStyles];
  static override properties: PropertyDeclarations = { busy: { state: true }, failed: { state: true } };
  /** @internal */
  declare busy: boolean;
  /** @internal */
  declare failed: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.busy = this.failed = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get #left(): number {
    const { content, context } = this;
    return content?.state === 'ringing' && context ? content.until - context.client.session.now() : 0;
  }

  override render(): TemplateResult | typeof nothing {
    const { content, context } = this;
    if (!content || !context) return nothing;
    const left = this.#left;
    const state = content.state === 'ringing' && left <= 0 ? 'timeout' : content.state;
    const ids = Object.keys(content.invitees);
    wantUsers(context.client, [content.by, ...ids]);
    return html`<div class="signal"><span class=${state === 'ringing' ? 'face rings' : 'face'}>${bellRingIcon()}</span>
      <div class="words"><span class="title">${this.#title(content, ids, context)}</span><span class="state ${state}">${
        state === 'ringing' && left > MOST
          ? this.t('signal.waiting')
          : state === 'ringing'
            ? html`<span role="timer">${this.t('signal.seconds', { count: Math.ceil(left / 1000) })}</span>`
            : this.t(`signal.${state}`)
      }</span></div></div>${ids.length > 1 ? this.#invitees(content, ids, state, context) : nothing}${
        context.readonly || state !== 'ringing' ? nothing : this.#ways(content, context)
      }${this.failed ? html`<div class="failed" role="alert">${this.t('signal.failed')}</div>` : nothing}`;
  }

  #title({ by }: Signal, ids: readonly string[], { client, name }: RenderContext): string {
    const isolated = (id: string): string => `\u2068${name(id)}\u2069`;
    if (by !== client.userId) return this.t('signal.from', { name: isolated(by) });
    const list = new Intl.ListFormat(this.i18n.lang, { type: 'conjunction' });
    const names = ids.slice(0, 3).map(isolated);
    return this.t('signal.to', { names: list.format(ids.length > 3 ? [...names, `+${ids.length - 3}`] : names) });
  }

  /** Who has said what, where several were asked. */
  #invitees({ invitees }: Signal, ids: readonly string[], state: SignalState, { name }: RenderContext): TemplateResult {
    return html`<ul class="invitees">${ids.map((id) => {
      const said = invitees[id] ?? 'waiting';
      const shown =
        said === 'waiting' && state !== 'ringing' ? (state === 'cancelled' ? 'cancelled' : 'timeout') : said;
      return html`<li><bdi>${name(id)}</bdi><span class="state ${shown}">${this.t(`signal.${shown}`)}</span></li>`;
    })}</ul>`;
  }

  #ways({ by, invitees }: Signal, { client, message }: RenderContext): TemplateResult | typeof nothing {
    const way = (word: string, act: () => Promise<void>, look = ''): TemplateResult =>
      html`<button class="way ${look}" ?disabled=${this.busy} @click=${() => void this.#run(act)}>${this.t(`signal.${word}`)}</button>`;
    if (by === client.userId)
      return html`<div class="ways">${way('cancel', () => client.signals.cancel(message.id))}</div>`;
    if (!Object.hasOwn(invitees, client.userId) || invitees[client.userId] !== 'waiting') return nothing;
    return html`<div class="ways">${way('accept', () => client.signals.accept(message.id), 'main')}${way('reject', () =>
      client.signals.reject(message.id),
    )}</div>`;
  }

  async #run(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failed = false;
    try {
      await act();
    } catch (error) {
      this.failed = true;
      this.tell('im-error', { error });
    } finally {
      this.busy = false;
    }
  }

  /** Drawn again each second while it rings. */
  protected override updated(): void {
    clearTimeout(this.#timer);
    const left = this.#left;
    if (left > 0 && this.isConnected) this.#timer = setTimeout(() => this.requestUpdate(), left % 1000 || 1000);
  }
}
