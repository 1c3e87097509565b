import { css } from 'lit';

const scroller = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    min-block-size: 0;
    min-inline-size: 0;
    overflow: hidden;
    container-type: inline-size;
    background: var(--_surface);
  }
  .scroller {
    flex: 1;
    min-block-size: 0;
    display: flex;
    /* The browser then holds the bottom, and the reader's place when older rows come in. */
    flex-direction: column-reverse;
    overflow-x: hidden;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: color-mix(in oklch, var(--_ink) 22%, transparent) transparent;
  }
  .log {
    padding-block: 8px var(--_log-end, 12px);
  }
  /* The ring is around what was said, not around the whole line. */
  im-message:focus-visible {
    outline: none;
  }
`;

const marks = css`
  /* They go where the first row of a day or a page goes: a reader at the very top would be carried along to the start. */
  .day,
  .waiting,
  .gap {
    overflow-anchor: none;
  }
  .day {
    position: sticky;
    inset-block-start: 8px;
    z-index: 1;
    display: flex;
    justify-content: center;
    padding-block: 10px 4px;
    pointer-events: none;
  }
  .day span {
    padding: 2px 10px;
    border-radius: 999px;
    font: var(--_caption);
    font-weight: 550;
    color: var(--_ink-2);
    background: color-mix(in oklch, var(--_surface) 88%, transparent);
    backdrop-filter: blur(8px);
    box-shadow: 0 0 0 1px var(--_line);
  }
  .divider {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 12px 16px 2px;
    font: var(--_caption);
    font-weight: 600;
    color: var(--_accent-ink);
  }
  .divider::before,
  .divider::after {
    content: '';
    flex: 1;
    block-size: 1px;
    background: color-mix(in oklch, var(--_accent) 45%, transparent);
  }
  .gap,
  .waiting {
    display: grid;
    place-items: center;
    block-size: 40px;
    color: var(--_ink-2);
    animation: appear 1ms linear 300ms both;
  }
  .gap .icon,
  .waiting .icon {
    animation: turn 1s linear infinite;
  }
  .trouble {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 8px;
    padding: 10px 16px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;

const states = css`
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    pointer-events: none;
  }
  .empty > * {
    display: grid;
    justify-items: center;
    gap: 4px;
    padding: 24px;
    text-align: center;
    font: var(--_meta);
    color: var(--_ink-2);
    pointer-events: auto;
  }
  .empty strong {
    font: var(--_title);
    color: var(--_ink);
  }
  .empty .icon {
    inline-size: 40px;
    block-size: 40px;
    margin-block-end: 6px;
    stroke-width: 1.25;
    opacity: 0.6;
  }
  .skeleton {
    position: absolute;
    inset-block-end: 16px;
    inset-inline: 16px;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 10px;
    animation: appear 200ms ease-out 300ms both;
  }
  .skeleton i {
    inline-size: 42%;
    block-size: 36px;
    border-radius: var(--_radius-bubble);
    background: var(--_bubble-peer);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .skeleton .long {
    inline-size: 60%;
  }
  .skeleton .short {
    inline-size: 28%;
  }
  .skeleton .own {
    align-self: flex-end;
    background: var(--_accent-wash);
  }
  @keyframes breathe {
    50% {
      opacity: 0.5;
    }
  }
  @media (forced-colors: active) {
    .day span,
    .divider::before,
    .divider::after {
      border: 1px solid CanvasText;
    }
  }
`;

export const styles = [scroller, marks, states];
