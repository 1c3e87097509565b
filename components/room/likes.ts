import { css, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { base, buttons } from '../../styles/shared/index.js';
import { heartIcon } from '../shared/icons-places.js';
import { ImRow } from '../shared/im-element.js';

/** Most hearts in the air, and most that one change lets go. */
const MOST = 12;
const AT_ONCE = 4;

/**
 * The like button of a live room: counts at once, and a heart goes up for one's own and for some of the others.
 * @internal
 * @fires im-like - It was pressed.
 */
export class ImRoomLikes extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: block;
        position: relative;
        flex: none;
      }
      .icon-button {
        display: inline-flex;
        flex-direction: column;
        justify-content: center;
        align-items: center;
        inline-size: 44px;
        block-size: 44px;
        color: var(--_danger);
      }
      .icon-button:hover:not(:disabled) {
        color: var(--_danger);
      }
      .icon-button:active svg {
        scale: 0.85;
      }
      .count {
        font: var(--_caption);
        line-height: 1;
        font-variant-numeric: tabular-nums;
        color: var(--_ink-2);
      }
      .air {
        position: absolute;
        inset-inline: 0;
        inset-block-end: 100%;
        block-size: 180px;
        pointer-events: none;
        overflow: clip;
      }
      .air svg {
        position: absolute;
        inset-block-end: 0;
        inset-inline-start: calc(50% - 10px + var(--_x) * 1px);
        fill: currentColor;
        color: oklch(0.65 0.2 var(--_h));
        animation: up 1600ms ease-out forwards;
      }
      @keyframes up {
        to {
          translate: 0 -170px;
          scale: 1.3;
          opacity: 0;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .air {
          display: none;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    count: { attribute: false },
    disabled: { type: Boolean },
  };
  declare count: number;
  declare disabled: boolean;

  constructor() {
    super();
    this.count = 0;
    this.disabled = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('count');
    if (before !== undefined && this.count > before) this.#fly(Math.min(AT_ONCE, this.count - before));
  }

  override render(): TemplateResult {
    const { count } = this;
    const short = new Intl.NumberFormat(this.i18n.lang, { notation: 'compact' }).format(count);
    const label = `${this.t('room.like')}, ${this.t('room.likes', { count })}`;
    return html`<div class="air" aria-hidden="true"></div><button type="button" class="icon-button" part="like" title=${this.t('room.like')}
      ?disabled=${this.disabled} @click=${() => this.tell('im-like', {})}>${heartIcon()}<span class="sr">${label}</span><span class="count" aria-hidden="true">${short}</span></button>`;
  }

  /** Beside the template: what flies is gone by itself. */
  #fly(many: number): void {
    const air = this.renderRoot.querySelector('.air');
    const shape = this.renderRoot.querySelector('button svg');
    if (!air || !shape || matchMedia('(prefers-reduced-motion: reduce)').matches || document.hidden) return;
    for (let at = 0; at < many && air.childElementCount < MOST; at++) {
      const heart = shape.cloneNode(true) as SVGElement;
      heart.style.setProperty('--_x', String(Math.round(Math.random() * 20 - 10)));
      heart.style.setProperty('--_h', String(Math.round(Math.random() * 60 - 20)));
      heart.style.setProperty('animation-delay', `${at * 90}ms`);
      heart.addEventListener('animationend', () => heart.remove());
      air.append(heart);
    }
  }
}
