import { css } from 'lit';
import { contentStyles } from '../content/content.styles.js';

const row = css`
  :host {
    display: block;
    outline: none;
    --im-avatar-size: 28px;
  }
  .row {
    display: flex;
    gap: 8px;
    padding-inline: 16px;
    padding-block-start: 2px;
  }
  .row.first,
  .row.across {
    padding-block-start: 10px;
  }
  .row.own {
    justify-content: flex-end;
  }
  .side {
    inline-size: 28px;
    flex: none;
    align-self: flex-end;
  }
  .column {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-inline-size: 0;
    max-inline-size: min(var(--im-bubble-width, 34rem), 80%);
  }
  .own .column {
    align-items: flex-end;
  }
  .sender {
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    padding-inline: 12px;
    margin-block-end: 2px;
    font: var(--_caption);
    font-weight: 600;
    color: light-dark(oklch(0.48 0.12 var(--_h, 262)), oklch(0.8 0.1 var(--_h, 262)));
  }
  .beside {
    position: relative;
    max-inline-size: 100%;
  }
  .kept:not(:defined) {
    display: block;
    block-size: 30px;
  }
  .fresh {
    animation: arrive var(--_motion);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }
  :host(:focus-visible) .bubble,
  :host(:focus-visible) .line {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  :host([marked]) .bubble {
    animation: mark 1.8s ease-out;
  }
  @keyframes mark {
    15%,
    60% {
      box-shadow: 0 0 0 4px color-mix(in oklch, var(--_accent) 45%, transparent);
    }
  }
  .across {
    justify-content: center;
  }
  .line {
    max-inline-size: min(34rem, 85%);
    padding: 2px 10px;
    font: var(--_caption);
    color: var(--_ink-2);
    text-align: center;
    overflow-wrap: anywhere;
    border-radius: var(--_radius-control);
  }
`;

const bubble = css`
  .bubble {
    position: relative;
    max-inline-size: 100%;
    padding: 7px 12px;
    border-radius: var(--_radius-bubble);
    background: var(--_bubble-peer);
    color: var(--_bubble-peer-ink);
    --_meta-ink: var(--_ink-2);
  }
  .own .bubble {
    background: var(--_bubble-own);
    color: var(--_bubble-own-ink);
    --_meta-ink: var(--_bubble-own-ink);
    --_focus: 2px solid currentColor;
  }
  :host(:focus-visible) .own .bubble {
    outline-color: var(--_accent-ink);
  }
  .peer:not(.first) .bubble {
    border-start-start-radius: var(--_radius-join);
  }
  .peer:not(.last) .bubble {
    border-end-start-radius: var(--_radius-join);
  }
  .own:not(.first) .bubble {
    border-start-end-radius: var(--_radius-join);
  }
  .own:not(.last) .bubble {
    border-end-end-radius: var(--_radius-join);
  }
  .bubble.media {
    padding: 0;
    overflow: hidden;
    background: none;
    max-inline-size: 100%;
  }
  .bubble.bare {
    padding: 0;
    background: none;
    color: inherit;
    --_meta-ink: var(--_ink-2);
  }
  .meta {
    float: inline-end;
    position: relative;
    inset-block-start: 3px;
    margin-block-start: 3px;
    margin-inline-start: 10px;
    display: inline-flex;
    align-items: center;
    gap: 3px;
    font: var(--_caption);
    font-variant-numeric: tabular-nums;
    color: var(--_meta-ink);
    white-space: nowrap;
    user-select: none;
  }
  .bubble.bare .meta {
    inset-block-start: 0;
    margin: 0;
  }
  .bubble.media .meta {
    float: none;
    position: absolute;
    inset-block: auto 7px;
    inset-inline-end: 7px;
    margin: 0;
    padding: 1px 7px;
    border-radius: 10px;
    background: oklch(0.15 0 0 / 0.62);
    color: oklch(1 0 0);
  }
  .bubble > .meta {
    margin-block-start: 2px;
  }
  .bubble::after {
    content: '';
    display: block;
    clear: both;
  }
  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
    .own .bubble {
      border-width: 2px;
    }
  }
`;

const touch = css`
  @media (pointer: coarse) {
    .bubble {
      -webkit-touch-callout: none;
      user-select: none;
      -webkit-user-select: none;
    }
  }
`;

export const styles = [row, bubble, contentStyles, touch];
