import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
    --im-avatar-size: 32px;
    --im-dialog-width: 420px;
  }
  p {
    margin: 0;
  }
  [hidden] {
    display: none;
  }
  .trouble {
    color: var(--_danger);
  }
  .hint,
  .none {
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .none {
    padding: 16px 10px;
    text-align: center;
  }
  .quote {
    padding: 6px 10px;
    border-inline-start: 3px solid var(--_accent);
    background: var(--_sunken);
    border-radius: var(--_radius-join);
    font: var(--_meta);
    color: var(--_ink-2);
    flex: none;
  }
  /* Cut at the end of its own direction. */
  .quote bdi {
    display: block;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .field {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: none;
    min-block-size: 40px;
    padding-inline: 12px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .field:focus-within {
    outline: var(--_focus);
    outline-offset: -1px;
  }
  .field input {
    flex: 1;
    min-inline-size: 0;
    appearance: none;
    border: 0;
    outline: none;
    background: none;
    color: var(--_ink);
    font: var(--_text);
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  .list {
    min-block-size: 132px;
    max-block-size: 38dvh;
    overflow-y: auto;
    overscroll-behavior: contain;
    margin-inline: -10px;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
    padding-inline: 10px;
    border-radius: var(--_radius-control);
    cursor: pointer;
  }
  .row:hover {
    background: var(--_hover);
  }
  .row bdi {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .more {
    display: block;
    margin: 4px auto;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
  }
  .ways label {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
    cursor: pointer;
  }
  .title {
    display: grid;
    gap: 4px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .title input,
  textarea {
    inline-size: 100%;
    padding: 8px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_ink);
    font: var(--_text);
    resize: none;
  }
  [slot='actions'] {
    margin-inline-start: auto;
  }
  .send {
    min-block-size: 36px;
    padding: 6px 18px;
    border-radius: var(--_radius-control);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  @media (pointer: coarse) {
    .send,
    .ways label {
      min-block-size: 44px;
    }
    input,
    textarea {
      font-size: max(16px, calc(var(--_u) * 0.9375));
    }
  }
  @media (forced-colors: active) {
    .field,
    .send {
      border: 1px solid ButtonText;
    }
  }
`;
