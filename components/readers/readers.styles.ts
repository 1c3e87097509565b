import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
    --im-avatar-size: 32px;
    --im-dialog-width: 380px;
  }
  .tabs {
    display: flex;
    gap: 4px;
    flex: none;
    border-block-end: 1px solid var(--_line);
  }
  [role='tab'] {
    flex: 1;
    min-block-size: 40px;
    padding-inline: 8px;
    border-block-end: 2px solid transparent;
    font: var(--_meta);
    font-weight: 600;
    color: var(--_ink-2);
    font-variant-numeric: tabular-nums;
  }
  [role='tab'][aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_accent-ink);
  }
  .people {
    min-block-size: 160px;
    max-block-size: 50dvh;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
  }
  li bdi {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .words {
    margin: 0;
    padding: 32px 8px;
    text-align: center;
    color: var(--_ink-2);
  }
  .words .icon {
    animation: turn 1.1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  .more {
    display: block;
    margin: 4px auto;
  }
  @media (pointer: coarse) {
    [role='tab'] {
      min-block-size: 44px;
    }
  }
`;
