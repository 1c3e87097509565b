import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    padding-block: 10px 2px;
    /* The strips scroll, however narrow the list is. */
    contain: inline-size;
  }
  .top {
    display: flex;
    align-items: center;
    gap: 4px;
    padding-inline: 12px 8px;
  }
  .field {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    min-block-size: 36px;
    padding-inline: 10px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .field:focus-within {
    outline: var(--_focus);
    outline-offset: -1px;
  }
  .field .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .field input {
    flex: 1;
    min-inline-size: 0;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    font: inherit;
    color: var(--_ink);
  }
  .field input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  .strip {
    display: flex;
    gap: 6px;
    padding: 8px 12px 2px;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    flex: none;
    gap: 6px;
    max-inline-size: 180px;
    min-block-size: 30px;
    padding-inline: 12px;
    border-radius: 15px;
    background: var(--_sunken);
    color: var(--_ink);
    font: var(--_meta);
    transition: background-color var(--_motion);
  }
  .chip:hover {
    background: color-mix(in oklch, var(--_sunken), var(--_ink) 6%);
  }
  .chip[aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_accent-ink);
    font-weight: 600;
  }
  .chip:focus-visible {
    outline-offset: -2px;
  }
  .chip bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip .count {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .tag {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: light-dark(oklch(0.62 0.16 var(--_h)), oklch(0.74 0.14 var(--_h)));
  }
  @media (pointer: coarse) {
    .field,
    .chip {
      min-block-size: 44px;
    }
    .field {
      font-size: max(16px, 1em);
    }
    .chip {
      border-radius: 22px;
    }
  }
  @media (forced-colors: active) {
    .field,
    .chip,
    .tag {
      border: 1px solid;
    }
    .chip[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
