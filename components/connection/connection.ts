import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { SessionState } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { circleAlertIcon } from '../shared/icons.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';

/** Short outages are nobody's business: words come after this many milliseconds. */
const PATIENCE = 1500;
interface Word {
  readonly key: string;
  readonly serious: boolean;
}
const SERIOUS: ReadonlySet<SessionState> = new Set(['kicked', 'unauthorized', 'banned', 'closed']);

/**
 * Says how the connection is, and nothing while all is well.
 *
 * @csspart bar - The line that appears.
 * @csspart retry - The button that starts again after a session has ended.
 * @cssstate shown - Something is being said.
 * @cssstate serious - The session has ended and will not come back by itself.
 * @fires im-connect-request - Somebody wants to connect again. Cancelable; detail: {}.
 */
export class ImConnection extends ImElement {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = { patient: { state: true } };
  static override styles = [
    tokens,
    base,
    buttons,
    css`
      :host {
        display: block;
      }
      .bar {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        padding: 6px 16px;
        font: var(--_meta);
        color: var(--_ink-2);
        background: var(--_sunken);
        border-block-end: 1px solid var(--_line);
      }
      .bar.serious {
        color: var(--_danger);
      }
      .text-button {
        flex: none;
      }
      .icon {
        inline-size: 16px;
        block-size: 16px;
      }
    `,
  ];
  /** @internal */
  declare patient: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #internals = this.attachInternals();
  #session = this.read(
    () => ['session/self'],
    (store) => store.get('session', 'self'),
  );

  constructor() {
    super();
    this.patient = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.patient = true;
  }

  #word: Word | undefined;

  protected override willUpdate(): void {
    this.#word = this.#find();
  }

  /** `undefined`: all is well, or too early to tell. */
  #find(): Word | undefined {
    const session = this.#session.value;
    if (!session || session.state === 'idle') return this.#calm();
    if (SERIOUS.has(session.state)) return { key: `connection.${session.state}`, serious: true };
    if (session.state === 'offline') return { key: 'connection.offline', serious: false };
    if (session.state === 'connected') {
      if (session.sync === 'started' && (session.left ?? 0) > 200) return { key: 'connection.syncing', serious: false };
      return this.#calm();
    }
    this.#timer ??= setTimeout(() => (this.patient = false), PATIENCE);
    return this.patient ? undefined : { key: `connection.${session.state}`, serious: false };
  }

  #calm(): undefined {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.patient = true;
    return undefined;
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states[this.#word ? 'add' : 'delete']('shown');
    states[this.#word?.serious ? 'add' : 'delete']('serious');
  }

  override render(): TemplateResult {
    const word = this.#word;
    // The live region stands before its words do, or nobody hears them.
    return html`<div role="status">${
      word
        ? html`<div class="bar ${word.serious ? 'serious' : ''}" part="bar">
            ${word.serious ? circleAlertIcon() : wifiOffIcon()}<span>${this.t(word.key)}</span>${word.serious ? this.#retry() : nothing}
          </div>`
        : nothing
    }</div>`;
  }

  #retry(): TemplateResult | typeof nothing {
    if (this.#session.value?.state === 'banned') return nothing;
    const again = (): void => {
      this.ask('im-connect-request', {}, () => this.im?.session.start());
    };
    return html`<button type="button" class="text-button" part="retry" @click=${again}>${this.t('connection.retry')}</button>`;
  }
}
