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
