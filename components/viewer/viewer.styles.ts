import { css } from 'lit';

/** Dark in every theme: nothing competes with what is looked at. */
export const styles = css`
  :host {
    display: contents;
    color-scheme: dark;
    --_ink: oklch(0.96 0.003 262);
    --_ink-2: oklch(0.82 0.008 262);
    --_hover: oklch(1 0 0 / 0.14);
    --_focus: 2px solid oklch(0.96 0.003 262);
    --_accent-ink: oklch(0.96 0.003 262);
    --_accent-wash: oklch(1 0 0 / 0.14);
  }
  dialog {
    position: fixed;
    inset: 0;
    inline-size: 100dvw;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: oklch(0.14 0.005 262);
    color: var(--_ink);
    overflow: hidden;
    font: var(--_text);
  }
  dialog[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    animation: appear var(--_motion);
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  header,
  footer {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 12px;
    padding-inline: max(12px, env(safe-area-inset-left)) max(12px, env(safe-area-inset-right));
  }
  header {
    padding-block-start: max(8px, env(safe-area-inset-top));
  }
  footer {
    justify-content: center;
    padding-block-end: max(10px, env(safe-area-inset-bottom));
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
    display: grid;
  }
  .sender {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: var(--_title);
  }
  time {
    font: var(--_caption);
    color: var(--_ink-2);
  }
  .ways {
    display: flex;
    align-items: center;
    flex: none;
  }
  [aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
  }
  .percent {
    min-inline-size: 52px;
    min-block-size: 36px;
    border-radius: 18px;
    font: var(--_meta);
    font-variant-numeric: tabular-nums;
    color: var(--_ink-2);
  }
  .percent:hover {
    background: var(--_hover);
    color: var(--_ink);
  }
  .stage {
    grid-row: 2;
    grid-column: 1;
    position: relative;
    display: grid;
    place-items: center;
    min-inline-size: 0;
    overflow: hidden;
    touch-action: none;
    user-select: none;
  }
  .stage > * {
    grid-area: 1 / 1;
  }
  .picture,
  .still,
  .player {
    max-inline-size: 100%;
    max-block-size: 100%;
    min-block-size: 0;
    object-fit: contain;
  }
  .stage > .picture,
  .stage > .still {
    position: absolute;
    inset: 0;
    margin: auto;
    inline-size: auto;
    block-size: auto;
  }
  .picture {
    cursor: zoom-in;
    transition:
      transform 160ms ease-out,
      opacity 160ms ease-out;
    will-change: transform;
  }
  .picture.late {
    opacity: 0;
  }
  .stage > .still {
    inline-size: min(60%, 480px);
    filter: blur(10px);
    opacity: 0.7;
  }
  audio.player {
    inline-size: min(420px, 90%);
  }
  .wait {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: oklch(0.1 0 0 / 0.6);
    z-index: 1;
  }
  .wait .icon {
    animation: turn 1.1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  .words {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 24px;
    text-align: center;
    color: var(--_ink-2);
  }
  .words p {
    margin: 0;
  }
  .words .icon {
    inline-size: 32px;
    block-size: 32px;
  }
  .side {
    grid-row: 2;
    grid-column: 1;
    align-self: center;
    z-index: 2;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    margin-inline: 12px;
    border-radius: 50%;
    background: oklch(0.1 0 0 / 0.55);
    color: var(--_ink);
  }
  .side:hover:not(:disabled) {
    background: oklch(0.3 0 0 / 0.8);
  }
  .side:disabled {
    visibility: hidden;
  }
  .previous {
    justify-self: start;
  }
  .next {
    justify-self: end;
  }
  .name {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .place {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  @media (pointer: coarse) {
    .percent {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .side,
    .percent {
      border: 1px solid ButtonText;
    }
  }
`;
