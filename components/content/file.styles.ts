import { css } from 'lit';

export const fileStyles = css`
  :host {
    display: block;
    color: inherit;
    inline-size: 280px;
    max-inline-size: 100%;
  }
  .card {
    display: flex;
    align-items: center;
    gap: 10px;
    inline-size: 100%;
    text-align: start;
    border-radius: var(--_radius-control);
  }
  .face {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius-control);
    background: color-mix(in oklch, currentColor 14%, transparent);
    position: relative;
  }
  .ring {
    inset: 2px;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
  }
  .name {
    display: flex;
    max-inline-size: 100%;
    font-weight: 550;
  }
  .head {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .tail {
    flex: none;
    white-space: pre;
  }
  .size {
    font: var(--_meta);
    font-variant-numeric: tabular-nums;
    color: var(--_meta-ink, inherit);
  }
  .warning {
    display: flex;
    gap: 6px;
    margin-block-start: 8px;
    font: var(--_caption);
  }
  .warning .icon {
    inline-size: 16px;
    block-size: 16px;
  }
`;
