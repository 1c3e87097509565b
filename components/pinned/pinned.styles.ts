import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
    color: var(--_ink);
    font: var(--_text);
  }
  :host([hidden]),
  :host(:not(:state(some))) {
    display: none;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: 12px 4px;
    min-block-size: 44px;
  }
  .jump {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
    min-block-size: 40px;
    padding: 4px;
    border-radius: var(--_radius-control);
    text-align: start;
  }
  .jump:hover,
  li:hover {
    background: var(--_hover);
  }
  .jump > .icon,
  .jump > svg {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    color: var(--_accent);
  }
  .words {
    min-inline-size: 0;
  }
  .words > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .who {
    color: var(--_ink-2);
    font: var(--_caption);
  }
  ul {
    margin: 0;
    padding: 0 8px 8px;
    max-block-size: min(40dvh, 320px);
    overflow-y: auto;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    border-radius: var(--_radius-control);
  }
  .more svg {
    transition: rotate var(--_motion);
  }
  .more[aria-expanded='true'] svg {
    rotate: 180deg;
  }
`;
