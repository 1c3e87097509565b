import { css } from 'lit';

/** Adopted by a list once something of it is wanted. */
export const extrasStyles = css`
  im-message[role='checkbox'] {
    position: relative;
    display: block;
    padding-inline-start: 40px;
    cursor: pointer;
    user-select: none;
  }
  im-message[role='checkbox']::before {
    content: '';
    position: absolute;
    inset-block-end: 10px;
    inset-inline-start: 14px;
    box-sizing: border-box;
    inline-size: 20px;
    block-size: 20px;
    border: 2px solid var(--_ink-2);
    border-radius: 50%;
  }
  im-message[aria-checked='true'] {
    background: var(--_hover);
  }
  im-message[aria-checked='true']::before {
    border: 6px solid var(--_accent);
  }
  .picked {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 6px 8px;
    border-block-start: 1px solid var(--_line);
    background: var(--_raised);
    color: var(--_ink);
    font: var(--_text);
  }
  .picked .chosen {
    flex: 1;
    min-inline-size: 0;
    padding-inline: 8px;
    line-height: 1.25;
  }
  .picked .danger {
    color: var(--_danger);
  }
  .jump {
    position: absolute;
    inset-block-end: 12px;
    inset-inline-end: 16px;
    z-index: 2;
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_ink-2);
    box-shadow:
      0 0 0 1px var(--_line),
      0 2px 10px oklch(0 0 0 / 0.14);
    animation: pop var(--_motion);
  }
  .jump:hover {
    color: var(--_ink);
  }
  .count {
    position: absolute;
    inset-block-end: calc(100% - 11px);
    min-inline-size: 20px;
    padding: 0 6px;
    border-radius: 10px;
    font: var(--_caption);
    line-height: 20px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  @keyframes pop {
    from {
      opacity: 0;
      scale: 0.8;
    }
  }
  .at-me {
    position: absolute;
    inset-block-end: 12px;
    inset-inline-end: 16px;
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_accent-ink);
    font: var(--_text);
    font-weight: 600;
    box-shadow: var(--_shadow);
  }
  .at-me.above {
    inset-block-end: 64px;
  }
  .at-me:hover {
    background: color-mix(in oklch, var(--_raised) 92%, var(--_ink));
  }
  .refusal {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 16px;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }
  .refusal .toast {
    padding: 8px 14px;
    border-radius: var(--_radius-control);
    background: var(--_raised);
    color: var(--_danger);
    font: var(--_meta);
    box-shadow: var(--_shadow);
  }
  @media (forced-colors: active) {
    .jump {
      border: 1px solid CanvasText;
    }
    im-message[aria-checked='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
