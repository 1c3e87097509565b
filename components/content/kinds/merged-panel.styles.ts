import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: contents;
    cursor: auto;
    user-select: text;
    -webkit-user-select: text;
    --im-avatar-size: 32px;
    --_meta-ink: var(--_ink-2);
  }
  dialog {
    padding: 0;
    border: 1px solid var(--_line);
    inline-size: min(560px, 100vw - 32px);
    block-size: min(720px, 100dvh - 64px);
    max-inline-size: none;
    max-block-size: none;
    background: var(--_surface);
    color: var(--_ink);
    border-radius: var(--_radius-panel);
    box-shadow: var(--_shadow);
    overflow: hidden;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: oklch(0.15 0.01 262 / 0.45);
  }
  dialog[open] {
    animation: rise var(--_motion);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
  .panel {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  header {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 56px;
    padding: 8px 10px 8px 16px;
    padding-inline: 16px 10px;
    border-block-end: 1px solid var(--_line);
  }
  header > .icon-button:first-child {
    margin-inline-start: -8px;
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font: var(--_title);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .body {
    flex: 1;
    overflow: auto;
    overscroll-behavior: contain;
    padding-block: 8px 16px;
    container-type: inline-size;
  }
  .body:focus-visible {
    outline-offset: -3px;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    gap: 10px;
    padding: 10px 16px 0;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 64px;
  }
  .row.follows {
    padding-block-start: 4px;
  }
  .face {
    flex: none;
    inline-size: 32px;
  }
  .said {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    justify-items: start;
    gap: 3px;
  }
  .head {
    display: flex;
    align-items: baseline;
    gap: 8px;
    max-inline-size: 100%;
    font: var(--_caption);
    color: var(--_ink-2);
  }
  .name {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: var(--_meta);
    font-weight: 600;
    color: var(--_ink);
  }
  time {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .follows .said {
    display: flex;
    flex-flow: row-reverse wrap-reverse;
    justify-content: flex-end;
    align-items: flex-end;
    gap: 2px 8px;
  }
  .bubble {
    position: relative;
    max-inline-size: 100%;
    padding: 7px 12px;
    border-radius: var(--_radius-bubble);
    background: var(--_bubble-peer);
    color: var(--_bubble-peer-ink);
  }
  .bubble.media {
    padding: 0;
    overflow: hidden;
    background: none;
  }
  .bubble.bare,
  .bubble.line {
    padding: 0;
    background: none;
    color: var(--_ink);
  }
  .bubble.line {
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .told {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 10px;
    margin: 0;
    padding: 24px;
    block-size: 100%;
    text-align: center;
    color: var(--_ink-2);
  }
  .progress {
    position: relative;
    inline-size: 40px;
    block-size: 40px;
  }
  @media (max-width: 480px) {
    dialog {
      inline-size: 100vw;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
    }
  }
  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
  }
`;
