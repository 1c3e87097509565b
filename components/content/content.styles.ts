import { css } from 'lit';

/** Of the kinds that are drawn in the row's own tree. */
export const contentStyles = css`
  im-file-content:not(:defined) {
    display: block;
    inline-size: 280px;
    max-inline-size: 100%;
    block-size: 40px;
  }
  im-quote:not(:defined) {
    display: block;
    block-size: 50px;
  }
  .media > im-quote {
    margin: 6px;
    inline-size: auto;
    min-inline-size: 0;
  }
  .peer .media:has(> im-quote) {
    background: var(--_bubble-peer);
  }
  .own .media:has(> im-quote) {
    background: var(--_bubble-own);
  }
  .text {
    display: flow-root;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 4;
  }
  .text.folded {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 30;
    line-clamp: 30;
    overflow: hidden;
  }
  .text a {
    color: inherit;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  .peer .text a,
  .peer .mention {
    color: var(--_accent-ink);
  }
  .mention {
    font-weight: 600;
  }
  .text a:hover {
    text-decoration-thickness: 2px;
  }
  .strange {
    font-style: italic;
  }
  .foot {
    display: flow-root;
    margin-block-start: 4px;
  }
  .fold {
    font: var(--_meta);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
    border-radius: 4px;
  }
  .emoji {
    font-size: calc(var(--_u) * 2.75);
    line-height: 1.2;
    letter-spacing: 0.04em;
  }
  im-image-content {
    display: block;
    border-radius: inherit;
  }
  im-image-content svg {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    background: var(--_sunken);
  }
`;
