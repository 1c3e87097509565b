import { css } from 'lit';

export const placeStyles = css`
      :host {
        block-size: 420px;
        max-block-size: 60dvh;
        margin-inline: -12px;
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
        justify-content: flex-end;
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
