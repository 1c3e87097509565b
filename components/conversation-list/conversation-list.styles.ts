import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--_surface);
  }
  .list {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
    padding: 6px;
  }
  /* A row that finds another place goes there; one that comes into view is there at once. */
  .slot {
    transition: transform var(--_motion);
  }
  im-list-tools {
    flex: none;
  }
  im-list-tools:not(:defined) {
    min-block-size: 92px;
  }
  .bar {
    display: flex;
    align-items: center;
    flex: none;
    gap: 4px;
    padding: 8px 8px 2px;
  }
  .bar h3 {
    margin: 0;
    font: var(--_title);
  }
  .folded {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    min-block-size: 68px;
    padding: 8px 12px;
    border-radius: var(--_radius-card);
    text-align: start;
  }
  .folded:hover {
    background: var(--_hover);
  }
  .folded:focus-visible {
    outline-offset: -2px;
  }
  .folded .name {
    flex: 1;
    font: var(--_title);
  }
  .round {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 50%;
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .badge {
    min-inline-size: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--_sunken);
    color: var(--_ink-2);
    font: 600 calc(var(--_u) * 0.71875) / 18px var(--_font);
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .empty {
    block-size: 100%;
    min-block-size: 160px;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 4px;
    padding: 24px;
    text-align: center;
    color: var(--_ink-2);
    font: var(--_meta);
  }
  .empty strong {
    font: var(--_title);
    color: var(--_ink);
  }
  .empty .icon {
    inline-size: 36px;
    block-size: 36px;
    stroke-width: 1.25;
    opacity: 0.6;
    margin-block-end: 4px;
  }
  .skeleton {
    display: grid;
    grid-template-columns: 44px 1fr;
    gap: 6px 12px;
    align-content: center;
    block-size: 68px;
    padding: 8px 12px;
  }
  .skeleton i {
    background: var(--_sunken);
    border-radius: 6px;
    block-size: 10px;
  }
  .skeleton i:first-child {
    grid-row: 1 / 3;
    border-radius: 50%;
    block-size: 44px;
  }
  .skeleton i:nth-child(2) {
    inline-size: 40%;
    align-self: end;
  }
  .skeleton i:nth-child(3) {
    inline-size: 70%;
  }
  .end {
    block-size: 1px;
  }
`;
