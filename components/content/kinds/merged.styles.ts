import { css } from 'lit';

export const mergedStyles = css`
  :host {
    display: block;
    color: inherit;
    inline-size: 300px;
    max-inline-size: 100%;
  }
  .card {
    display: grid;
    gap: 6px;
    inline-size: 100%;
    text-align: start;
    border-radius: var(--_radius-control);
  }
  .title {
    font-weight: 600;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
  }
  .lines {
    display: grid;
    justify-items: start;
    min-inline-size: 0;
    gap: 1px;
    font: var(--_meta);
    color: var(--_meta-ink, inherit);
  }
  .line {
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count {
    display: flex;
    align-items: center;
    gap: 6px;
    padding-block-start: 6px;
    border-block-start: 1px solid color-mix(in oklch, currentColor 18%, transparent);
    font: var(--_meta);
    font-variant-numeric: tabular-nums;
  }
  .count .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .card:hover .title {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
`;
