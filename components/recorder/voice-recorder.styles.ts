import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 44px;
    color: var(--_ink);
  }
  .middle {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .lamp {
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--_danger);
    animation: glow 1.4s ease-in-out infinite;
  }
  @keyframes glow {
    50% {
      opacity: 0.35;
    }
  }
  .time {
    flex: none;
    min-inline-size: 40px;
    font-variant-numeric: tabular-nums;
  }
  .level {
    flex: 1;
    min-inline-size: 40px;
    block-size: 28px;
    color: var(--_accent-ink);
  }
  .left {
    flex: none;
    font: var(--_meta);
    color: var(--_danger);
  }
  .cancel:hover:not(:disabled) {
    color: var(--_danger);
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    padding-inline: 8px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .words.bad {
    color: var(--_danger);
  }
  .track {
    flex: 1;
    min-inline-size: 0;
    color: var(--_accent-ink);
  }
  .play .icon {
    fill: currentColor;
    stroke-width: 1;
    inline-size: 18px;
    block-size: 18px;
  }
  .stop .icon {
    fill: currentColor;
    stroke-width: 1;
    inline-size: 16px;
    block-size: 16px;
    color: var(--_danger);
  }
  @media (forced-colors: active) {
    .lamp {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
