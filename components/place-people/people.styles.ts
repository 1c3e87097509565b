import { css } from 'lit';

export const placeStyles = css`
  :host {
    block-size: 420px;
    max-block-size: 60dvh;
    margin-inline: -12px;
    background: none;
  }
  .bar {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-block-start: 1px solid var(--_line);
  }
  .bar .count {
    flex: 1;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .top {
    min-block-size: 44px;
    padding-block: 0;
  }
  .top .text-button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .top .text-button .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .top .icon-button {
    margin-inline-start: auto;
  }
  .trouble {
    margin: 0;
    padding: 6px 16px;
    font: var(--_meta);
    color: var(--_danger);
  }
  im-member:focus-within {
    z-index: 1;
  }
`;
