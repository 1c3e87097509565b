import { css } from 'lit';

const frame = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 200px;
    min-inline-size: 0;
    background: var(--_surface);
    container-type: inline-size;
    --im-avatar-size: 36px;
    --_hit: var(--im-search-hit, light-dark(oklch(0.92 0.13 95), oklch(0.5 0.11 95)));
  }
  ::highlight(im-search-hit) {
    background-color: var(--im-search-hit, light-dark(oklch(0.92 0.13 95), oklch(0.5 0.11 95)));
  }
  mark {
    background: var(--_hit);
    color: inherit;
    border-radius: 3px;
  }
  .top {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    flex: none;
    padding: 10px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .line {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .field {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 40px;
    padding-inline: 12px 2px;
    border: 1px solid transparent;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .field:focus-within {
    outline: var(--_focus);
    outline-offset: -1px;
  }
  input[type='search'] {
    flex: 1;
    min-inline-size: 0;
    appearance: none;
    border: 0;
    outline: none;
    padding: 0;
    background: none;
    color: var(--_ink);
    font: var(--_text);
  }
  input[type='search']::-webkit-search-cancel-button {
    display: none;
  }
  input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  .icon-button.small {
    inline-size: 32px;
    block-size: 32px;
  }
  .icon-button.small .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .fault {
    margin: 0;
    font: var(--_meta);
    color: var(--_danger);
  }
  .filters {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(140px, 100%), 1fr));
    gap: 8px;
  }
  .filters[hidden] {
    display: none;
  }
  .filter {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
    font: var(--_caption);
    color: var(--_ink-2);
  }
  select,
  input[type='date'] {
    min-inline-size: 0;
    inline-size: 100%;
    min-block-size: 34px;
    padding-inline: 8px;
    border: 1px solid var(--_line);
    border-radius: 8px;
    background: var(--_surface);
    color: var(--_ink);
    font: var(--_meta);
  }
  .chips {
    display: flex;
    gap: 6px;
    overflow-x: auto;
    scrollbar-width: none;
    padding-block: 2px;
    margin-block-end: -2px;
  }
  .chip {
    flex: none;
    max-inline-size: 180px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 4px 10px;
    border-radius: 14px;
    background: var(--_sunken);
    font: var(--_meta);
    color: var(--_ink);
  }
  .chip bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip[aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_accent-ink);
    font-weight: 600;
  }
  .number {
    color: var(--_ink-2);
    font-variant-numeric: tabular-nums;
  }
  .chip[aria-pressed='true'] .number {
    color: inherit;
  }
`;

const list = css`
  .scroller {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    outline: none;
  }
  .results {
    list-style: none;
    margin: 0;
    padding: 6px;
  }
  .results.old {
    opacity: 0.55;
  }
  .result {
    display: flex;
    align-items: flex-start;
    gap: 12px;
    inline-size: 100%;
    padding: 9px 10px;
    border-radius: var(--_radius-control);
    text-align: start;
  }
  .result:hover {
    background: var(--_hover);
  }
  .result:focus-visible {
    outline-offset: -2px;
  }
  .says {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    gap: 1px;
  }
  .head {
    display: flex;
    align-items: baseline;
    gap: 8px;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    font: var(--_title);
  }
  time {
    flex: none;
    font: var(--_caption);
    color: var(--_ink-2);
    font-variant-numeric: tabular-nums;
  }
  .words {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font: var(--_meta);
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .by {
    margin-inline-end: 4px;
    color: var(--_ink);
  }
  .more {
    display: block;
    margin: 4px auto 12px;
  }
  .local {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    padding: 8px 16px;
    font: var(--_caption);
    color: var(--_ink-2);
    background: var(--_sunken);
  }
  .local .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .blank {
    display: grid;
    justify-items: center;
    gap: 6px;
    padding: 40px 24px;
    text-align: center;
    color: var(--_ink-2);
    font: var(--_meta);
  }
  .blank strong {
    font: var(--_title);
    color: var(--_ink);
  }
  .blank > .icon {
    inline-size: 32px;
    block-size: 32px;
    stroke-width: 1.5;
  }
  .waiting .icon {
    animation: turn 1.1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  @media (pointer: coarse) {
    input[type='search'],
    select {
      font-size: max(16px, calc(var(--_u) * 0.9375));
    }
    select,
    .chip {
      min-block-size: 44px;
    }
    .chip {
      border-radius: 22px;
    }
  }
  @media (forced-colors: active) {
    .field,
    .chip {
      border: 1px solid CanvasText;
    }
  }
`;

export const styles = [frame, list];
