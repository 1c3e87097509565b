import { css } from 'lit';

export const signalStyles = css`
  :host {
    display: block;
    color: inherit;
    inline-size: 280px;
    max-inline-size: 100%;
  }
  .signal {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .face {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: color-mix(in oklch, currentColor 14%, transparent);
  }
  .rings .icon {
    animation: ring 1.6s ease-in-out infinite;
  }
  @keyframes ring {
    0%,
    40%,
    100% {
      rotate: 0deg;
    }
    10%,
    30% {
      rotate: -9deg;
    }
    20% {
      rotate: 9deg;
    }
  }
  .words {
    display: grid;
    min-inline-size: 0;
  }
  .title {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .state {
    font: var(--_meta);
    font-variant-numeric: tabular-nums;
    color: var(--_meta-ink, inherit);
  }
  .invitees {
    display: grid;
    gap: 2px;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
    max-block-size: 180px;
    overflow: auto;
  }
  .invitees li {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    font: var(--_meta);
  }
  .invitees bdi {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .invitees .state {
    flex: none;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 10px;
  }
  .way {
    flex: 1;
    min-block-size: 36px;
    padding: 6px 14px;
    border-radius: var(--_radius-control);
    background: color-mix(in oklch, currentColor 12%, transparent);
    font: var(--_meta);
    font-weight: 600;
  }
  .way:hover:not(:disabled) {
    background: color-mix(in oklch, currentColor 20%, transparent);
  }
  .way.main {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .failed {
    margin-block-start: 8px;
    font: var(--_meta);
    font-weight: 600;
  }
  @media (pointer: coarse) {
    .way {
      min-block-size: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .rings .icon {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .way,
    .face {
      border: 1px solid ButtonText;
    }
  }
`;
