import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    position: relative;
    padding: 8px 12px calc(12px + env(safe-area-inset-bottom, 0px));
    container-type: inline-size;
  }
  .field {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    border: 1px solid var(--_line);
    border-radius: 22px;
    background: var(--_sunken);
    padding: 3px;
    margin: 0;
    transition:
      border-color var(--_motion),
      box-shadow var(--_motion);
  }
  .field:has(textarea:focus-visible) {
    border-color: var(--_accent-ink);
    box-shadow: 0 0 0 3px var(--_accent-wash);
  }
  /* The whole field shows the focus. */
  textarea:focus-visible {
    outline: none;
  }
  .indent {
    inline-size: 10px;
  }
  :host(:state(dragging)) .field {
    border: 1px dashed var(--_accent);
    background: var(--_accent-wash);
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    align-self: center;
    resize: none;
    border: 0;
    margin: 0;
    padding: 7px 4px;
    background: none;
    color: inherit;
    font: var(--_text);
    line-height: 22px;
    min-block-size: 36px;
    /* 40 % of the window around us, which a chat window tells; else of the page's. */
    max-block-size: max(36px, var(--_tallest, 40dvh));
    field-sizing: content;
    outline: none;
    scrollbar-width: thin;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  textarea::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  @media (pointer: coarse) {
    textarea {
      font-size: max(16px, calc(var(--_u) * 1));
      min-block-size: 44px;
      padding-block: 11px;
    }
    .field {
      border-radius: 26px;
    }
  }
  .send {
    transition:
      scale var(--_motion),
      opacity var(--_motion),
      margin var(--_motion),
      visibility var(--_motion);
  }
  .send.primary:hover:not(:disabled) {
    background: color-mix(in oklch, var(--_accent) 88%, var(--_ink));
    color: var(--_on-accent);
  }
  /* Nothing to send: out of sight, and out of the way of what stands beside it. */
  .send.away {
    visibility: hidden;
    opacity: 0;
    scale: 0.5;
    margin-inline-start: -36px;
  }
  @media (pointer: coarse) {
    .send.away {
      margin-inline-start: -44px;
    }
  }
  .notes {
    font: var(--_caption);
    color: var(--_ink-2);
    padding-inline: 14px;
  }
  .notes div div,
  .notes > div + div:not(:empty) {
    padding-block-start: 4px;
  }
  .notes .bad {
    color: var(--_danger);
  }
  .locked {
    padding: 12px 16px;
    border-radius: 22px;
    background: var(--_sunken);
    color: var(--_ink-2);
    font: var(--_meta);
    text-align: center;
  }
  .locked:has([hidden]) {
    display: none;
  }
  .locked + .field {
    margin-block-start: 8px;
  }
  @media (forced-colors: active) {
    .field {
      border-color: ButtonText;
    }
  }
`;
