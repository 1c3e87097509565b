import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    background: var(--_surface);
  }
  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    min-block-size: 68px;
    padding-block: 10px;
    padding-inline: 16px 12px;
    border-block-end: 1px solid var(--_line);
    --im-avatar-size: 40px;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  .who > * {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  h2 {
    margin: 0;
    font: 600 calc(var(--_u) * 1) / 1.35 var(--_font);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  p {
    margin: 0;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .icon-button {
    margin-inline-start: -8px;
  }
  im-chat-window,
  .wait {
    flex: 1;
    min-block-size: 0;
  }
  .wait {
    display: grid;
    place-content: center;
  }
  .greeting {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 32px 24px;
    text-align: center;
    --im-avatar-size: 64px;
  }
  .greeting p {
    font: 600 calc(var(--_u) * 1.0625) / 1.4 var(--_font);
    color: var(--_ink);
    text-wrap: balance;
  }
  .failure {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 12px;
    flex: 1;
    padding: 24px;
    text-align: center;
    font: var(--_meta);
    color: var(--_ink-2);
  }
`;
