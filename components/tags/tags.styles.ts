import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
    --im-dialog-width: 400px;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
    max-block-size: min(50vh, 420px);
    overflow-y: auto;
  }
  li {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 44px;
  }
  li > label,
  li > .name {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
    min-block-size: 44px;
  }
  bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tag {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: light-dark(oklch(0.62 0.16 var(--_h)), oklch(0.74 0.14 var(--_h)));
  }
  input[type='checkbox'] {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .icon-button {
    inline-size: 32px;
    block-size: 32px;
  }
  .icon-button .icon {
    inline-size: 17px;
    block-size: 17px;
  }
  input.words {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 36px;
    padding-inline: 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_ink);
    font: inherit;
  }
  .new {
    display: flex;
    gap: 8px;
    margin-block-start: 8px;
  }
  p {
    margin: 0;
    padding-block: 8px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .trouble {
    color: var(--_danger);
  }
  @media (pointer: coarse) {
    .icon-button {
      inline-size: 44px;
      block-size: 44px;
    }
    input.words {
      min-block-size: 44px;
      font-size: max(16px, 1em);
    }
  }
`;
