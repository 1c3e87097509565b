import { css } from 'lit';

/** The ring of a transfer, alike on images and files. */
export const ringStyles = css`
  .stop {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    flex: none;
  }
  .ring {
    position: absolute;
    inset: 0;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.5;
    stroke-linecap: round;
    rotate: -90deg;
    transition: stroke-dasharray 200ms linear;
  }
  .ring circle {
    transition: stroke-dasharray 200ms linear;
  }
  .turning {
    animation: turn 1.1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 270deg;
    }
  }
`;

export const imageStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    inline-size: var(--_inline, 260px);
    max-inline-size: 100%;
    aspect-ratio: var(--_ratio, 4 / 3);
    background: var(--_sunken);
    color: var(--_ink-2);
    border-radius: inherit;
  }
  .open,
  .failed {
    display: grid;
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .open {
    cursor: zoom-in;
  }
  .open > * {
    grid-area: 1 / 1;
    inline-size: 100%;
    block-size: 100%;
    min-inline-size: 0;
    min-block-size: 0;
    object-fit: cover;
  }
  .open:focus-visible {
    outline-offset: -3px;
  }
  .thumb {
    filter: blur(12px);
    scale: 1.08;
  }
  .picture {
    transition: opacity 180ms ease-out;
  }
  .picture.late {
    opacity: 0;
  }
  .failed {
    place-content: center;
    justify-items: center;
    gap: 8px;
    padding: 12px;
    font: var(--_meta);
    text-align: center;
  }
  .failed .icon {
    inline-size: 28px;
    block-size: 28px;
    stroke-width: 1.5;
  }
  .failed .text-button {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .stop {
    position: absolute;
    inset: 50% auto auto 50%;
    translate: -50% -50%;
    inline-size: 48px;
    block-size: 48px;
    background: oklch(0.15 0 0 / 0.6);
    color: oklch(1 0 0);
  }
  :host(:dir(rtl)) .stop {
    inset-inline: auto 50%;
    translate: 50% -50%;
  }
`;
