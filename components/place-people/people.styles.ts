import { css } from 'lit';

export const placeStyles = css`
  :host {
    block-size: 420px;
    max-block-size: 60dvh;
    margin-inline: -12px;
    background: none;
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
`;
