import { css } from 'lit';

export const pollStyles = css`
  :host {
    --_poll: var(--_accent-ink);
    display: block;
    color: inherit;
    inline-size: 320px;
    max-inline-size: 100%;
  }
  /* The bubble is of the accent's colour there. */
  .own {
    --_poll: currentColor;
  }
  .question {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .hint {
    font: var(--_caption);
    font-variant-numeric: tabular-nums;
    color: var(--_meta-ink, inherit);
  }
  .options {
    display: grid;
    gap: 4px;
    margin: 0;
    margin-block: 8px;
    padding: 0;
    list-style: none;
  }
  .option {
    display: grid;
    grid-template-columns: 18px minmax(0, 1fr) auto;
    gap: 2px 8px;
    align-items: start;
    padding-block: 4px;
  }
  label.option {
    cursor: pointer;
  }
  .option input {
    inline-size: 18px;
    block-size: 18px;
    margin: 1px 0 0;
    accent-color: var(--_poll);
    cursor: inherit;
  }
  .mark .icon {
    inline-size: 18px;
    block-size: 18px;
    color: var(--_poll);
  }
  .words {
    overflow-wrap: anywhere;
  }
  .mine .words {
    font-weight: 600;
  }
  .count {
    font: var(--_meta);
    font-variant-numeric: tabular-nums;
  }
  .bar,
  .names {
    grid-column: 2 / -1;
  }
  .bar {
    block-size: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: color-mix(in oklch, currentColor 14%, transparent);
  }
  .bar > span {
    display: block;
    block-size: 100%;
    inline-size: calc(var(--_share, 0) * 100%);
    border-radius: inherit;
    background: color-mix(in oklch, var(--_poll) 60%, transparent);
    transition: inline-size var(--_motion);
  }
  .mine .bar > span {
    background: var(--_poll);
  }
  .names {
    font: var(--_caption);
    color: var(--_meta-ink, inherit);
    overflow-wrap: anywhere;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block-start: 6px;
  }
  .ways:empty {
    display: none;
  }
  .text-button,
  .vote {
    color: var(--_poll);
  }
  .own .text-button:hover:not(:disabled) {
    background: color-mix(in oklch, currentColor 15%, transparent);
  }
  .vote {
    min-block-size: 32px;
    padding: 5px 14px;
    border: 1px solid currentColor;
    border-radius: 16px;
    font: var(--_meta);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .vote[aria-disabled='true'] {
    cursor: default;
    opacity: 0.45;
  }
  .closing {
    font: var(--_meta);
    margin-block-start: 6px;
  }
  .fault {
    font: var(--_meta);
    color: var(--_danger);
  }
  .own .fault {
    color: inherit;
    font-weight: 600;
  }
  @media (pointer: coarse) {
    label.option,
    .vote {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .vote {
      border-color: ButtonText;
    }
    .bar {
      forced-color-adjust: none;
      background: Canvas;
      border: 1px solid CanvasText;
    }
    .bar > span {
      background: GrayText;
    }
    .mine .bar > span {
      background: Highlight;
    }
  }
`;
