import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    /* As wide as its words, wherever it stands before it is placed. */
    inline-size: max-content;
    min-inline-size: 180px;
    max-inline-size: min(340px, calc(100vw - 16px));
    max-block-size: calc(100dvh - 16px);
    overflow-y: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    opacity: 0;
    scale: 0.97;
    transition:
      opacity var(--_motion),
      scale var(--_motion);
    user-select: none;
    -webkit-touch-callout: none;
  }
  .menu:popover-open {
    opacity: 1;
    scale: 1;
  }
  @starting-style {
    .menu:popover-open {
      opacity: 0;
      scale: 0.97;
    }
  }
  .item {
    display: flex;
    align-items: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: 36px;
    padding: 6px 10px;
    border-radius: var(--_radius-control);
    font: var(--_text);
    text-align: start;
  }
  .item:hover,
  .item:focus-visible {
    background: var(--_hover);
  }
  .item:focus-visible {
    outline-offset: -2px;
  }
  .item .icon {
    inline-size: 18px;
    block-size: 18px;
    color: var(--_ink-2);
  }
  .item.danger,
  .item.danger .icon {
    color: var(--_danger);
  }
  .item span {
    flex: 1;
  }
  .item[aria-checked='true'] .icon {
    color: var(--_accent-ink);
  }
  .line {
    margin: 4px 8px;
    border-block-start: 1px solid var(--_line);
  }
  kbd {
    font: var(--_caption);
    color: var(--_ink-2);
    padding-inline-start: 16px;
  }
  .strip {
    display: flex;
    justify-content: space-between;
    gap: 2px;
  }
  .strip:not(:last-child) {
    padding-block-end: 4px;
    margin-block-end: 4px;
    border-block-end: 1px solid var(--_line);
  }
  .sign {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    font-size: 20px;
    line-height: 1;
    color: var(--_ink-2);
  }
  .sign:hover,
  .sign:focus-visible {
    background: var(--_hover);
  }
  .sign:focus-visible {
    outline-offset: -2px;
  }
  .sign[aria-checked='true'] {
    background: var(--_accent-wash);
    box-shadow: inset 0 0 0 1px var(--_accent-ink);
  }
  @media (hover: none) {
    kbd {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .sign {
      inline-size: 44px;
      block-size: 44px;
    }
    .item {
      min-block-size: 44px;
    }
  }
`;
