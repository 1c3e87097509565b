import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  p {
    margin: 0;
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
  label {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 40px;
    padding-inline: 10px;
    margin-inline: -10px;
    border-radius: var(--_radius-control);
    cursor: pointer;
  }
  label:hover {
    background: var(--_hover);
  }
  input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .progress {
    font-variant-numeric: tabular-nums;
    color: var(--_ink-2);
  }
  .progress i {
    display: block;
    block-size: 4px;
    margin-block-end: 8px;
    border-radius: 2px;
    background: linear-gradient(90deg, transparent, var(--_accent), transparent) 0 0 / 40% 100% no-repeat var(--_sunken);
    animation: run 1.2s linear infinite;
  }
  @keyframes run {
    from {
      background-position: -80% 0;
    }
    to {
      background-position: 180% 0;
    }
  }
  [slot='actions'] {
    margin-inline-start: auto;
  }
  .answer {
    min-block-size: 36px;
    padding: 6px 18px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    font-weight: 600;
  }
  .primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  @media (pointer: coarse) {
    .answer,
    label {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .answer {
      border: 1px solid ButtonText;
    }
  }
`;
