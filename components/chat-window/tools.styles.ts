import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex: none;
    margin-inline-end: -8px;
  }
  :host([bare]) {
    display: contents;
  }
  .panel {
    position: absolute;
    inset-block: 0;
    inset-inline: 0;
    z-index: 3;
    display: flex;
    flex-direction: column;
    background: var(--_surface);
  }
  .bar {
    display: flex;
    align-items: center;
    flex: none;
    gap: 8px;
    min-block-size: 60px;
    padding-inline: 16px 8px;
    border-block-end: 1px solid var(--_line);
  }
  h3 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font: var(--_title);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .panel > :last-child {
    flex: 1;
    min-block-size: 0;
  }
  .panel.beside {
    inset-inline-start: auto;
    inline-size: 360px;
    border-inline-start: 1px solid var(--_line);
  }
`;
