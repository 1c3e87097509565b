import { css } from 'lit';

export const styles = css`
  .slot > * {
    margin-block-end: 1px;
  }
  .space,
  .category,
  .channel {
    position: relative;
    display: flex;
    align-items: center;
    min-inline-size: 0;
    border-radius: var(--_radius-control);
  }
  .main {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    min-block-size: 36px;
    padding-inline: 10px;
    border-radius: var(--_radius-control);
    text-align: start;
    user-select: none;
    -webkit-touch-callout: none;
  }
  .main:focus-visible {
    outline-offset: -2px;
  }
  .main bdi {
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .main > .end {
    margin-inline-start: auto;
  }
  .main .icon {
    inline-size: 18px;
    block-size: 18px;
    color: var(--_ink-2);
  }
  .space {
    margin-block-start: 6px;
    --im-avatar-size: 28px;
  }
  .space .main {
    min-block-size: 44px;
    font: var(--_title);
  }
  .category .main {
    min-block-size: 30px;
    gap: 4px;
    padding-inline: 6px;
    font: var(--_caption);
    font-weight: 600;
    color: var(--_ink-2);
  }
  .fold .icon {
    transition: rotate var(--_motion);
  }
  .fold[aria-expanded='true'] .turn {
    display: inline-grid;
    rotate: 90deg;
  }
  .turn {
    display: inline-grid;
  }
  :host(:dir(rtl)) .fold[aria-expanded='true'] .turn {
    rotate: -90deg;
  }
  .channel .main {
    padding-inline-start: 16px;
    color: var(--_ink-2);
  }
  .channel.unread .main {
    color: var(--_ink);
    font-weight: 700;
  }
  .channel.quiet bdi {
    font-style: italic;
  }
  .main:hover,
  .space:hover .main,
  .channel:hover .main:not([aria-current]) {
    background: var(--_hover);
  }
  .channel .main[aria-current] {
    background: var(--_accent-wash);
    color: var(--_ink);
  }
  .end {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 4px;
  }
  .badge {
    min-inline-size: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: var(--_accent);
    color: var(--_on-accent);
    font: var(--_caption);
    line-height: 20px;
    font-weight: 600;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .badge.still {
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .badge.at {
    background: var(--_danger);
    color: var(--_surface);
  }
  .menu-button {
    position: absolute;
    inset-inline-end: 2px;
    inline-size: 32px;
    block-size: 32px;
    opacity: 0;
  }
  .space:hover .menu-button,
  .channel:hover .menu-button,
  .menu-button:focus-visible {
    opacity: 1;
  }
  /* The button stands where the counts do. */
  @media (hover: hover) and (pointer: fine) {
    .space:hover .end,
    .channel:hover .end {
      visibility: hidden;
    }
  }
  .nothing {
    margin: 0;
    padding: 8px 16px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .top .grow {
    flex: 1;
  }
  @media (pointer: coarse) {
    .main,
    .category .main {
      min-block-size: 44px;
    }
    .menu-button {
      position: static;
      inline-size: 44px;
      block-size: 44px;
      opacity: 1;
      background: none;
    }
  }
  @media (forced-colors: active) {
    .badge,
    .main[aria-current] {
      border: 1px solid;
    }
  }
`;
