import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  .head {
    display: flex;
    gap: 6px;
    padding: 8px 8px 4px;
  }
  input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 36px;
    padding: 6px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    color: inherit;
    font: var(--_text);
  }
  input:focus-visible {
    outline-offset: -1px;
  }
  @media (pointer: coarse) {
    input {
      font-size: max(16px, calc(var(--_u) * 1));
    }
  }
  .tone {
    border-radius: var(--_radius-control);
    font-size: 20px;
    inline-size: 36px;
  }
  .tabs {
    display: flex;
    justify-content: space-between;
    padding: 2px 8px;
    border-block-end: 1px solid var(--_line);
  }
  .tabs button {
    flex: 1;
    block-size: 32px;
    border-radius: 8px;
    display: grid;
    place-items: center;
    color: var(--_ink-2);
  }
  .tabs .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .tabs button:hover,
  .tabs button:focus-visible {
    color: var(--_ink);
    background: var(--_hover);
  }
  :is(.tabs, .grid) button:focus-visible {
    outline-offset: -2px;
  }
  .all {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 0 8px 8px;
    scrollbar-width: thin;
    position: relative;
  }
  section {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 600px;
  }
  h3 {
    position: sticky;
    inset-block-start: 0;
    margin: 0;
    padding: 8px 4px 4px;
    font: var(--_caption);
    font-weight: 600;
    color: var(--_ink-2);
    background: var(--_raised);
    z-index: 1;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(38px, 1fr));
  }
  @media (pointer: coarse) {
    .grid {
      grid-template-columns: repeat(auto-fill, minmax(44px, 1fr));
    }
  }
  .grid button {
    aspect-ratio: 1;
    border-radius: 8px;
    font: 24px / 1 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif;
  }
  .grid button:hover,
  .grid button:focus-visible {
    background: var(--_hover);
  }
  .say {
    padding: 32px 16px;
    text-align: center;
    color: var(--_ink-2);
    font: var(--_meta);
  }
`;
