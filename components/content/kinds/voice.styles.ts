import { css } from 'lit';

export const waveStyles = css`
  .bars {
    display: block;
    inline-size: 100%;
    block-size: 28px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2px;
    stroke-linecap: round;
  }
  .bars line {
    vector-effect: non-scaling-stroke;
  }
  .bars .rest {
    opacity: 0.42;
  }
  :host(:dir(rtl)) .bars {
    scale: -1 1;
  }
  @media (forced-colors: active) {
    .bars {
      stroke: CanvasText;
    }
    .bars .done {
      stroke: Highlight;
    }
    .bars .rest {
      opacity: 1;
    }
  }
`;

export const voiceStyles = css`
  :host {
    display: block;
    inline-size: 260px;
    max-inline-size: 100%;
    color: inherit;
  }
  .voice {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 48px;
  }
  .play {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: color-mix(in oklch, currentColor 14%, transparent);
  }
  .play .icon {
    fill: currentColor;
    stroke-width: 1;
    inline-size: 18px;
    block-size: 18px;
  }
  .play.save .icon,
  .stop .icon {
    fill: none;
    stroke-width: 1.75;
    inline-size: 20px;
    block-size: 20px;
  }
  .play .ring {
    inset: 2px;
  }
  .middle {
    flex: 1;
    min-inline-size: 0;
  }
  .track {
    cursor: pointer;
    border-radius: 4px;
    touch-action: pan-y;
  }
  .under {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 18px;
    font: var(--_caption);
    font-variant-numeric: tabular-nums;
    color: var(--_meta-ink, inherit);
  }
  .dot {
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--_accent-ink);
    forced-color-adjust: none;
  }
  slot {
    display: flex;
    justify-content: flex-end;
    flex: 1;
    /* The time floats into the last line of a text; here it stands on one already. */
    margin-block-start: -3px;
    translate: 0 -3px;
  }
  .rate {
    min-inline-size: 34px;
    min-block-size: 24px;
    margin-block: -3px;
    padding-inline: 6px;
    border-radius: var(--_radius-control);
    font: inherit;
    font-weight: 600;
    background: color-mix(in oklch, currentColor 12%, transparent);
    color: inherit;
  }
  .why {
    overflow-wrap: anywhere;
  }
  @media (pointer: coarse) {
    .rate {
      min-inline-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .play,
    .rate {
      border: 1px solid ButtonText;
    }
    .dot {
      background: Highlight;
    }
  }
`;
