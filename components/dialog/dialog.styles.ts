import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(var(--im-dialog-width, 400px), calc(100vw - 32px));
    max-block-size: calc(100dvh - 32px);
    margin: auto;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    overflow: hidden;
    font: var(--_text);
    text-align: start;
    user-select: text;
  }
  dialog[open] {
    display: flex;
    animation: rise var(--_motion);
  }
  dialog::backdrop {
    background: oklch(0.15 0.01 262 / 0.45);
  }
  @keyframes rise {
    from {
      opacity: 0;
      scale: 0.97;
    }
  }
  form {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-inline-size: 0;
    padding: 16px 20px 20px;
    overflow: hidden auto;
    overscroll-behavior: contain;
  }
  header {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-inline-end: -8px;
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font: var(--_title);
    font-size: calc(var(--_u) * 1.0625);
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  [hidden] {
    display: none;
  }
  .trouble {
    color: var(--_danger);
  }
  fieldset {
    display: grid;
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  fieldset label {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 40px;
    padding-inline: 10px;
    margin-inline: -10px;
    border-radius: var(--_radius-control);
    cursor: pointer;
  }
  fieldset label:hover {
    background: var(--_hover);
  }
  input[type='radio'] {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .field {
    display: grid;
    gap: 6px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  textarea {
    inline-size: 100%;
    padding: 8px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_ink);
    font: var(--_text);
    resize: none;
    field-sizing: content;
    min-block-size: 76px;
    max-block-size: 30dvh;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    margin-block-start: 4px;
  }
  .answer {
    min-block-size: 36px;
    padding: 6px 16px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    color: var(--_ink);
    font: var(--_text);
    font-weight: 600;
  }
  .answer:hover:not(:disabled) {
    background: color-mix(in oklch, var(--_sunken) 92%, var(--_ink));
  }
  .answer.primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .answer.danger {
    background: var(--_danger);
    color: var(--_surface);
  }
  .answer.primary:hover:not(:disabled),
  .answer.danger:hover:not(:disabled) {
    filter: brightness(1.06);
  }
  @media (pointer: coarse) {
    .answer {
      min-block-size: 44px;
    }
    textarea {
      font-size: max(16px, calc(var(--_u) * 0.9375));
    }
  }
  @media (forced-colors: active) {
    .answer {
      border: 1px solid ButtonText;
    }
  }
`;
