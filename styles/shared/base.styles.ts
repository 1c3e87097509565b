import { css } from 'lit';

/** What every shadow root starts from: nothing of the page's text settings leaks in but size, language and direction. */
export const base = css`
  :host {
    box-sizing: border-box;
    font: var(--_text);
    color: var(--_ink);
    text-align: start;
    text-indent: 0;
    text-transform: none;
    letter-spacing: normal;
    word-spacing: normal;
    white-space: normal;
    line-break: auto;
    word-break: normal;
    overflow-wrap: normal;
    hyphens: manual;
    tab-size: 8;
    text-shadow: none;
    -webkit-text-fill-color: currentcolor;
    cursor: auto;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  /* An empty field stands as its words do, not as what may be written in it. */
  :placeholder-shown {
    direction: inherit;
  }
  :focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
    padding: 0;
  }
  svg.icon {
    inline-size: 20px;
    block-size: 20px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :host(:dir(rtl)) svg.icon.points {
    scale: -1 1;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;

/** Round icon buttons (36 px, 44 px where fingers point) and worded ones. */
export const buttons = css`
  button {
    font: inherit;
    color: inherit;
    border: 0;
    background: none;
    padding: 0;
    margin: 0;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  button:disabled {
    cursor: default;
    opacity: 0.45;
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    color: var(--_ink-2);
    transition:
      background-color var(--_motion),
      color var(--_motion);
  }
  .icon-button:hover:not(:disabled) {
    background: var(--_hover);
    color: var(--_ink);
  }
  .icon-button.primary:not(:disabled) {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .text-button {
    font: var(--_meta);
    font-weight: 600;
    color: var(--_accent-ink);
    padding: 6px 10px;
    border-radius: var(--_radius-control);
  }
  .text-button:hover:not(:disabled) {
    background: var(--_accent-wash);
  }
  @media (pointer: coarse) {
    .icon-button {
      inline-size: 44px;
      block-size: 44px;
    }
    .text-button {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .icon-button,
    .text-button {
      border: 1px solid ButtonText;
    }
  }
`;
