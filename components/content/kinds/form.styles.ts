import { css } from 'lit';

export const formStyles = css`
  :host {
    display: block;
    color: inherit;
    inline-size: 320px;
    max-inline-size: 100%;
  }
  .title {
    font-weight: 600;
    overflow-wrap: anywhere;
    margin-block-end: 8px;
  }
  form,
  .questions {
    display: grid;
    gap: 12px;
  }
  .questions {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .questions li {
    display: grid;
    gap: 4px;
    overflow-wrap: anywhere;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  legend {
    padding: 0;
    margin-block-end: 4px;
  }
  .label {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    overflow-wrap: anywhere;
  }
  .hint {
    font: var(--_caption);
    color: var(--_meta-ink, inherit);
  }
  .option {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    padding-block: 5px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .option input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 1px 0 0;
    accent-color: var(--_accent);
  }
  .text-field {
    display: grid;
    gap: 4px;
  }
  textarea {
    font: inherit;
    font-size: max(1em, 16px);
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid color-mix(in oklch, var(--_ink) 55%, transparent);
    border-radius: var(--_radius-control);
    padding: 8px 10px;
    inline-size: 100%;
    resize: vertical;
    user-select: text;
    -webkit-user-select: text;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .quick {
    display: grid;
    gap: 6px;
  }
  .chip {
    min-block-size: 36px;
    max-inline-size: 100%;
    padding: 6px 14px;
    border: 1px solid currentColor;
    border-radius: 18px;
    color: var(--_accent-ink);
    font: var(--_meta);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .chip:hover:not(:disabled, .still) {
    background: var(--_accent-wash);
  }
  .chip[aria-pressed='true'] {
    background: var(--_accent);
    border-color: transparent;
    color: var(--_on-accent);
  }
  .chip.still {
    min-block-size: 0;
    padding: 2px 10px;
    color: inherit;
    font-weight: 400;
    border-color: color-mix(in oklch, currentColor 40%, transparent);
  }
  .stars {
    display: flex;
    flex-wrap: wrap;
  }
  /* A short row stays one, in the narrowest bubble too. */
  .stars:not(:has(> :nth-child(6))) {
    flex-wrap: nowrap;
  }
  .star {
    min-inline-size: 0;
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    cursor: pointer;
    border-radius: 8px;
  }
  .star .icon {
    inline-size: 24px;
    block-size: 24px;
  }
  .star.on .icon {
    fill: currentColor;
    color: var(--_warning);
  }
  .star:has(:focus-visible) {
    outline: var(--_focus);
    outline-offset: -2px;
  }
  .submit {
    min-block-size: 36px;
    padding: 8px 16px;
    border-radius: var(--_radius-control);
    background: var(--_accent);
    color: var(--_on-accent);
    font: var(--_meta);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .missing,
  .fault {
    font: var(--_meta);
    color: var(--_danger);
  }
  .missing {
    display: block;
  }
  .fault {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
  }
  .fault .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .answered {
    display: grid;
    gap: 6px;
    padding-block-start: 8px;
    border-block-start: 1px solid color-mix(in oklch, currentColor 18%, transparent);
  }
  .answered:first-child {
    padding: 0;
    border: 0;
  }
  .caption {
    font: var(--_caption);
    font-weight: 600;
    color: var(--_meta-ink, inherit);
  }
  .questions + .answered {
    margin-block-start: 10px;
  }
  .by bdi {
    font: var(--_meta);
    font-weight: 600;
  }
  dl {
    display: grid;
    gap: 6px;
    margin: 0;
  }
  dt {
    font: var(--_meta);
    color: var(--_meta-ink, inherit);
    overflow-wrap: anywhere;
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  @media (pointer: coarse) {
    .chip:not(.still),
    .submit,
    .option {
      min-block-size: 44px;
    }
    .star {
      inline-size: 44px;
      block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .chip,
    .submit {
      border: 1px solid ButtonText;
    }
    .star.on .icon {
      color: Highlight;
    }
  }
`;
