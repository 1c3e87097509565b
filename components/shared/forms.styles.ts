import { css } from 'lit';

/** Fields, choices and switches of panels: what profiles and settings are made of. */
export const forms = css`
  .line-field {
    display: grid;
    gap: 4px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .line-field input,
  .line-field textarea,
  .line-field select,
  select.small {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 38px;
    padding: 7px 10px;
    border: 1px solid color-mix(in oklch, var(--_ink) 45%, transparent);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_ink);
    font: var(--_text);
    resize: vertical;
  }
  select.small {
    inline-size: auto;
    max-inline-size: 100%;
    min-block-size: 34px;
    padding-block: 4px;
  }
  .line-field textarea {
    min-block-size: 64px;
  }
  ::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  :is(input, textarea, select):focus-visible {
    outline-offset: 0;
  }
  .solid {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 36px;
    padding: 6px 16px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    color: var(--_ink);
    font-weight: 600;
  }
  .solid .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .solid:hover:not(:disabled) {
    background: color-mix(in oklch, var(--_sunken) 92%, var(--_ink));
  }
  .solid.primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .solid.primary:hover:not(:disabled) {
    background: color-mix(in oklch, var(--_accent) 90%, var(--_ink));
  }
  .solid.danger {
    color: var(--_danger);
  }
  .trouble {
    margin: 0;
    color: var(--_danger);
    font: var(--_meta);
  }
  .done {
    margin: 0;
    color: var(--_success);
    font: var(--_meta);
  }
  .switch {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 44px;
    cursor: pointer;
  }
  .switch > span {
    flex: 1;
    min-inline-size: 0;
  }
  .switch small {
    display: block;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .switch input {
    appearance: none;
    position: relative;
    flex: none;
    inline-size: 40px;
    block-size: 24px;
    margin: 0;
    border-radius: 12px;
    background: color-mix(in oklch, var(--_ink) 45%, var(--_surface));
    cursor: pointer;
    transition: background-color var(--_motion);
  }
  .switch input::before {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    inline-size: 18px;
    block-size: 18px;
    border-radius: 50%;
    background: oklch(1 0 0);
    transition: inset-inline-start var(--_motion);
  }
  .switch input:checked {
    background: var(--_accent);
  }
  .switch input:checked::before {
    inset-inline-start: 19px;
    background: var(--_on-accent);
  }
  .switch input:disabled {
    opacity: 0.5;
    cursor: default;
  }
  @media (pointer: coarse) {
    .line-field input,
    .line-field textarea,
    .line-field select,
    select.small {
      min-block-size: 44px;
      font-size: max(16px, calc(var(--_u) * 0.9375));
    }
    .solid {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .solid,
    .switch input {
      border: 1px solid ButtonText;
    }
    .switch input:checked {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
