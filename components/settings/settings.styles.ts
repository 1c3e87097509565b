import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    overflow-y: auto;
    overscroll-behavior: contain;
    background: var(--_surface);
    container-type: inline-size;
    padding: 8px 16px 20px;
  }
  section,
  .state,
  .trouble {
    max-inline-size: 560px;
    margin-inline: auto;
  }
  section {
    padding-block: 12px;
    border-block-start: 1px solid var(--_line);
  }
  section:first-of-type {
    border-block-start: 0;
  }
  h3 {
    margin: 0 0 4px;
    font: var(--_title);
  }
  .state {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-block: 8px;
    color: var(--_ink-2);
    font: var(--_meta);
  }
  .hint {
    margin: 0 0 8px;
    color: var(--_ink-2);
    font: var(--_meta);
  }
  .pick {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 12px;
    min-block-size: 44px;
    padding-block: 3px;
  }
  .pick select {
    inline-size: min(15em, 50cqi);
    text-overflow: ellipsis;
  }
  .hours {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px 12px;
    padding-block: 4px 8px;
  }
  .zone {
    grid-column: 1 / -1;
  }
`;
