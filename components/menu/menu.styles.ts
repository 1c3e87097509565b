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
    min-inline-size: 180px;
    max-inline-size: min(320px, calc(100vw - 16px));
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
  @media (pointer: coarse) {
    .item {
      min-block-size: 44px;
    }
  }
`;
