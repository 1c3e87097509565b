import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ImMessageList } from '../message-list/message-list.js';

/** Scrolled up by more than this, the list stands still; pixels. */
const AWAY = 60;
/** How long a way down may stand still before it counts as over, milliseconds. */
const PAUSE = 1000;
/** Longest wait for a frame, milliseconds: pages that are not in view have none. */
const LATEST = 250;

/**
 * The messages of a live room: drawn once a frame, however fast they come. It says when the reader has scrolled up, and
 * when he is back.
 * @internal
 * @fires im-away - Detail: {away}.
 */
export class ImRoomTranscript extends ImMessageList {
  static override styles = [
    ...ImMessageList.styles,
    css`
      /* The room has a button of its own. */
      .jump {
        display: none;
      }
      .lost {
        padding: 8px 16px;
        text-align: center;
        font: var(--_caption);
        color: var(--_ink-2);
      }
    `,
  ];
  static override properties: PropertyDeclarations = {};

  #away = false;

  /** What a live room has forgotten cannot be fetched. */
  protected override gap = (): TemplateResult => html`<div class="lost" role="note">${this.t('room.missing')}</div>`;

  /** Until when a way down may be under way, milliseconds of the page. */
  #until = 0;
  /** How far up it stood last. */
  #up = 0;

  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) await frame();
    super.scheduleUpdate();
  }

  protected override firstUpdated(): void {
    // Scrolling does not bubble; what captures hears of it.
    this.renderRoot.addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
  }

  /** To the newest, as they come. */
  async resume(): Promise<void> {
    this.#until = performance.now() + PAUSE;
    this.requestUpdate();
    await this.updateComplete;
    await this.jumpToNewest();
  }

  #scrolled = (event: Event): void => {
    const scroller = event.target as HTMLElement;
    if (!scroller.matches?.('.scroller')) return;
    const up = -scroller.scrollTop;
    const down = up < this.#up;
    this.#up = up;
    if (up < 2) this.#until = 0;
    else if (down && performance.now() < this.#until) this.#until = performance.now() + PAUSE;
    const away = up > AWAY || (this.#away && up >= 2);
    if (away === this.#away || (away && performance.now() < this.#until)) return;
    this.#away = away;
    this.tell('im-away', { away });
  };

  /** The room has gone on by itself: where the list stands on its way down, nobody has scrolled to. */
  forget(): void {
    this.#away = false;
    this.#until = performance.now() + PAUSE;
  }
}

const frame = (): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      cancelAnimationFrame(wanted);
      clearTimeout(timer);
      resolve();
    };
    const wanted = requestAnimationFrame(done);
    const timer = setTimeout(done, LATEST);
  });
