import { css, html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import type { ChangeRecord, Message } from '../../core/index.js';
import { base } from '../../styles/shared/index.js';
import { fullTime } from '../shared/format.js';
import { clockIcon } from '../shared/icons.js';
import { pinIcon } from '../shared/icons-actions.js';
import { bellOffIcon } from '../shared/icons-later.js';
import { flameIcon } from '../shared/icons-message.js';
import { ImRow } from '../shared/im-element.js';
import { nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import { recalling } from './change.js';
import { countdown, span, TimeLeft } from './time-left.js';

const styles = css`
  :host {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font: inherit;
    color: inherit;
    white-space: nowrap;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 2px;
  }
  svg.icon,
  .ring {
    inline-size: 12px;
    block-size: 12px;
    stroke-width: 2;
  }
  .ring {
    flex: none;
    rotate: -90deg;
    fill: none;
    stroke: currentColor;
  }
  .ring .whole {
    opacity: 0.3;
  }
  .soon {
    color: var(--_danger-mark, currentColor);
    font-weight: 600;
  }
  .saving,
  .recalling {
    animation: appear 1ms linear 400ms both;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;

/**
 * Beside the time of a message: edited, pinned, silent, vanishing, and that it is being recalled or a change of it saved.
 * @internal
 */
export class ImMessageMarks extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, styles];
  static override properties: PropertyDeclarations = { message: { attribute: false }, change: { attribute: false } };
  declare message: Message | undefined;
  declare change: ChangeRecord | undefined;

  #pinner = this.read(
    () => (this.message?.pinned?.by ? nameKeys(this.message.pinned.by) : []),
    (store) => nameIn(store, this.message?.pinned?.by ?? ''),
  );

  constructor() {
    super();
    new TimeLeft(this, () => {
      const at = this.message?.expire?.at;
      return at === undefined || !this.im ? undefined : at - this.im.session.now();
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { message, change } = this;
    if (!message) return nothing;
    const gone = recalling(change) ? this.t('change.recalling') : undefined;
    const saving = change?.changes.some(({ failed }) => failed === undefined);
    return html`${
      gone
        ? mark('recalling', gone, clockIcon(), gone)
        : saving
          ? mark('saving', this.t('change.saving'), clockIcon())
          : nothing
    }${
      message.pinned ? mark('pinned', this.#pinned(message.pinned.by), pinIcon()) : nothing
    }${message.silent ? mark('silent', this.t('mark.silent'), bellOffIcon()) : nothing}${
      message.expire ? this.#expire(message.expire) : nothing
    }${message.edited ? this.#edited(message.edited.at) : nothing}`;
  }

  #pinned(by: string): string {
    if (!by) return this.t('mark.pinned');
    wantUsers(this.im, [by]);
    return this.t('mark.pinned-by', { name: `\u2068${this.#pinner.value ?? by}\u2069` });
  }

  #edited(at: number): TemplateResult {
    return html`<span class="mark edited" title=${this.t('mark.edited-at', { time: fullTime(at, this.i18n.lang) })}>${this.t('mark.edited')}</span>`;
  }

  /** Before it was read: how long there will be. Afterwards: how long there is. */
  #expire({ seconds, at }: NonNullable<Message['expire']>): TemplateResult {
    const { lang } = this.i18n;
    if (at === undefined || !this.im)
      return mark(
        'expire',
        this.t('mark.expire', { time: span(seconds, lang, true) }),
        flameIcon(),
        span(seconds, lang),
      );
    const left = Math.max(0, at - this.im.session.now()) / 1000;
    const spoken = this.t('mark.expires', { time: span(Math.ceil(left), lang, true) });
    const ring = html`<svg class="ring" viewBox="0 0 16 16" aria-hidden="true">${svg`<circle class="whole" cx="8" cy="8" r="6.5"/><circle cx="8" cy="8" r="6.5" pathLength="1" stroke-dasharray="${(left / seconds).toFixed(3)} 1"/>`}</svg>`;
    return mark(left <= 10 ? 'expire soon' : 'expire', spoken, ring, countdown(Math.ceil(left), lang));
  }
}

const mark = (kind: string, words: string, icon: TemplateResult, text = ''): TemplateResult =>
  html`<span class="mark ${kind}" title=${words}>${icon}${text ? html`<span aria-hidden="true">${text}</span>` : nothing}<span class="sr">${words}</span></span>`;
