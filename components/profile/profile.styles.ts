import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-inline-size: 0;
  }
  .head {
    display: grid;
    justify-items: center;
    gap: 2px;
    text-align: center;
    --im-avatar-size: 96px;
  }
  h3 {
    margin: 8px 0 0;
    font: var(--_title);
    font-size: calc(var(--_u) * 1.25);
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .also,
  .presence,
  .hint {
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .presence.online {
    color: var(--_success);
  }
  .presence:empty {
    display: none;
  }
  .status {
    margin-block-start: 4px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
  }
  .waits {
    align-self: center;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  dl {
    display: grid;
    gap: 10px;
    margin: 0;
  }
  dt {
    font: var(--_caption);
    color: var(--_ink-2);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .own {
    display: grid;
    gap: 12px;
    justify-items: stretch;
  }
  .own > .solid {
    justify-self: start;
  }
  p.line-field bdi {
    font: var(--_text);
    color: var(--_ink);
  }
  .face {
    display: flex;
    align-items: center;
    gap: 16px;
    --im-avatar-size: 96px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  label.solid {
    position: relative;
    cursor: pointer;
  }
  label.solid:focus-within {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  .wild {
    display: grid;
    padding-block-start: 8px;
    border-block-start: 1px solid var(--_line);
  }
  .wild:empty {
    display: none;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 44px;
    padding-inline: 10px;
    margin-inline: -10px;
    border-radius: var(--_radius-control);
    text-align: start;
  }
  .line:hover:not(:disabled) {
    background: var(--_hover);
  }
  .line.danger {
    color: var(--_danger);
  }
  .line .icon {
    inline-size: 18px;
    block-size: 18px;
  }
`;
