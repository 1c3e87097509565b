import { css } from 'lit';

/** The place of moving pictures, kept before they come. */
export const placeStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    inline-size: var(--_inline, 280px);
    max-inline-size: 100%;
    aspect-ratio: var(--_ratio, 16 / 9);
    background: var(--_sunken);
    color: var(--_ink-2);
    border-radius: inherit;
  }
  .fill,
  .fill > *:not(.badge, .chip) {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .fill:focus-visible {
    outline: 2px solid oklch(1 0 0);
    outline-offset: -4px;
    box-shadow: inset 0 0 0 5px oklch(0.15 0 0 / 0.7);
  }
  .chip {
    position: absolute;
    inset-block-start: 7px;
    inset-inline-start: 7px;
    padding: 1px 7px;
    border-radius: 10px;
    font: var(--_caption);
    font-variant-numeric: tabular-nums;
    background: oklch(0.15 0 0 / 0.62);
    color: oklch(1 0 0);
    pointer-events: none;
  }
  .badge {
    position: absolute;
    inset: 0;
    margin: auto;
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    background: oklch(0.15 0 0 / 0.62);
    color: oklch(1 0 0);
    font: var(--_meta);
    font-weight: 700;
    letter-spacing: 0.04em;
  }
  .badge .icon {
    fill: currentColor;
    stroke-width: 1;
    inline-size: 22px;
    block-size: 22px;
  }
  .stop {
    position: absolute;
    inset: 0;
    margin: auto;
    inline-size: 52px;
    block-size: 52px;
    background: oklch(0.15 0 0 / 0.62);
    color: oklch(1 0 0);
  }
  .failed {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 6px;
    padding: 12px;
    font: var(--_meta);
    text-align: center;
    background: var(--_sunken);
  }
  .failed .text-button {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  @media (forced-colors: active) {
    .chip,
    .badge,
    .stop {
      border: 1px solid CanvasText;
    }
  }
`;

export const videoStyles = css`
  .bare {
    background: light-dark(oklch(0.3 0.01 262), oklch(0.32 0.01 262));
  }
  .poster {
    filter: blur(1px);
  }
  video {
    background: oklch(0 0 0);
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .large {
    position: absolute;
    inset-block-start: 5px;
    inset-inline-end: 5px;
    inline-size: 32px;
    block-size: 32px;
    background: oklch(0.15 0 0 / 0.62);
    color: oklch(1 0 0);
  }
  .large:hover:not(:disabled) {
    background: oklch(0.15 0 0 / 0.8);
    color: oklch(1 0 0);
  }
  .large .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  @media (pointer: coarse) {
    .large {
      inline-size: 44px;
      block-size: 44px;
    }
  }
`;
