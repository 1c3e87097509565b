import { css } from 'lit';

export const belowStyles = css`
  :host {
    display: block;
    max-inline-size: 100%;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: inherit;
    gap: 4px;
    padding-block: 3px 1px;
  }
  :host(.own) .bar {
    justify-content: flex-end;
  }
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-inline-size: 100%;
    min-block-size: 26px;
    padding: 2px 8px;
    border: 1px solid var(--_line);
    border-radius: 13px;
    background: var(--_surface);
    color: var(--_ink-2);
    font: var(--_caption);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow: hidden;
    transition: background-color var(--_motion);
  }
  .chip .emoji {
    font-size: 14px;
    line-height: 18px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip:hover:not([aria-disabled]) {
    background: var(--_sunken);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--_accent-ink);
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    color: var(--_accent-ink);
  }
  .chip[aria-disabled] {
    cursor: default;
  }
  .add {
    padding-inline: 6px;
  }
  .add .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .who {
    position: fixed;
    inset: auto;
    margin: 0;
    max-inline-size: min(280px, calc(100vw - 16px));
    padding: 6px 10px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    font: var(--_meta);
    pointer-events: none;
    overflow-wrap: anywhere;
  }
  .note,
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 5px;
    margin-block-start: 3px;
    font: var(--_caption);
    color: var(--_ink-2);
  }
  .note {
    flex-wrap: nowrap;
    padding-inline: 4px;
  }
  .note span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  :host(.own) .note,
  :host(.own) .failure {
    justify-content: flex-end;
  }
  .note .icon {
    inline-size: 13px;
    block-size: 13px;
    stroke-width: 2;
  }
  .altered .icon {
    color: var(--_warning);
  }
  .failure {
    color: var(--_danger);
  }
  .why {
    display: flex;
    gap: 5px;
    min-inline-size: 0;
  }
  .refused {
    flex-basis: 100%;
    max-block-size: 4.2em;
    overflow-y: auto;
    color: var(--_ink-2);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    user-select: text;
  }
  :host(.own) .refused {
    text-align: end;
  }
  .failure .icon {
    inline-size: 16px;
    block-size: 16px;
    stroke-width: 2;
  }
  .text-button {
    padding: 3px 7px;
    font: var(--_caption);
    font-weight: 600;
  }
  .reading {
    display: grid;
    justify-items: start;
    gap: 2px;
    margin-block-start: 4px;
    padding: 6px 12px 4px;
    border-radius: var(--_radius-card);
    border: 1px solid var(--_line);
  }
  .told {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
  }
  .reading .title {
    font: var(--_caption);
    font-weight: 600;
    color: var(--_ink-2);
  }
  .reading .words {
    font: var(--_text);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .reading .bad {
    font: var(--_meta);
    color: var(--_danger);
  }
  .reading .words a {
    color: var(--_accent-ink);
    text-underline-offset: 2px;
  }
  .reading .mention {
    font-weight: 600;
    color: var(--_accent-ink);
  }
  .reading .ways {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -7px;
  }
  @media (pointer: coarse) {
    .chip {
      min-block-size: 32px;
      border-radius: 16px;
      padding-inline: 10px;
    }
    .text-button {
      min-block-size: 36px;
    }
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] {
      border-width: 2px;
      border-color: Highlight;
    }
  }
`;
