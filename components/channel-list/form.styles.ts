import { css } from 'lit';

export const formStyles = css`
  :host {
    display: contents;
  }
  .form {
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-block-size: 0;
  }
  .entry {
    display: grid;
    gap: 4px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .entry input,
  .entry select,
  .entry textarea {
    inline-size: 100%;
    min-block-size: 40px;
    padding: 8px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    color: var(--_ink);
    font: var(--_text);
    resize: vertical;
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    min-block-size: 36px;
  }
  .check input {
    inline-size: 18px;
    block-size: 18px;
    margin-block: 2px;
    accent-color: var(--_accent);
  }
  .check span {
    display: grid;
  }
  small {
    font: var(--_meta);
    color: var(--_ink-2);
  }
  im-people-picker {
    block-size: 280px;
    margin-inline: -12px;
  }
  .members {
    display: flex;
    flex-direction: column;
    max-block-size: 320px;
    overflow-y: auto;
    margin-inline: -12px;
    padding: 0;
    list-style: none;
  }
  .members im-person {
    flex: 1;
    min-inline-size: 0;
  }
  .members li {
    display: flex;
    align-items: center;
  }
  .quiet {
    margin: 0;
    padding: 16px 0;
    text-align: center;
    color: var(--_ink-2);
    font: var(--_meta);
  }
  p {
    margin: 0;
  }
  .trouble {
    color: var(--_danger);
    font: var(--_meta);
  }
  .results ul {
    margin: 4px 0 0;
    padding-inline-start: 20px;
    font: var(--_meta);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    inline-size: 100%;
  }
  .answer {
    min-block-size: 36px;
    padding: 6px 16px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    font: var(--_meta);
    font-weight: 600;
  }
  .answer.primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  @media (pointer: coarse) {
    .answer {
      min-block-size: 44px;
    }
    .entry input,
    .entry select,
    .entry textarea {
      font-size: max(16px, 1em);
    }
  }
  @media (forced-colors: active) {
    .answer {
      border: 1px solid ButtonText;
    }
  }
`;
