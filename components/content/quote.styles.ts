import { css } from 'lit';

export const quoteStyles = css`
  :host {
    display: block;
    /* As narrow as the content below it wants to be, and never wider. */
    inline-size: max-content;
    min-inline-size: 100%;
    max-inline-size: 100%;
    margin-block-end: 6px;
    color: inherit;
  }
  .quote {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 4px 10px;
    border-radius: 8px;
    border-inline-start: 3px solid currentColor;
    background: color-mix(in oklch, currentColor 10%, transparent);
    font: var(--_meta);
    text-align: start;
    overflow: hidden;
  }
  button.quote:hover {
    background: color-mix(in oklch, currentColor 15%, transparent);
  }
  .words {
    flex: 1;
    display: grid;
    /* Names of the other direction begin where all others do. */
    justify-items: start;
    min-inline-size: 0;
  }
  .name,
  .line {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    font-weight: 600;
  }
  .name {
    max-inline-size: 100%;
  }
  .line {
    unicode-bidi: plaintext;
    max-inline-size: min(28rem, 100%);
  }
  .gone {
    font-style: italic;
  }
  .thumb {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 6px;
    object-fit: cover;
  }
  span.thumb {
    background: color-mix(in oklch, currentColor 12%, transparent);
  }
  @media (forced-colors: active) {
    .quote {
      border: 1px solid CanvasText;
      border-inline-start-width: 3px;
    }
  }
`;
