import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    position: relative;
  }
  .row {
    display: grid;
    grid-template-columns: 44px minmax(0, 1fr);
    column-gap: 12px;
    row-gap: 2px;
    align-content: center;
    inline-size: 100%;
    min-block-size: 68px;
    padding: 8px 12px;
    border-radius: var(--_radius-card);
    text-align: start;
    --im-avatar-size: 44px;
    transition:
      background-color var(--_motion),
      translate var(--_motion);
    /* To the sides it is ours: a finger draws the row. */
    touch-action: pan-y;
    /* A held finger opens the row's menu, not the system's. */
    user-select: none;
    -webkit-touch-callout: none;
  }
  :host([sliding]) .row {
    background: var(--_surface);
    transition: none;
  }
  .beneath {
    position: absolute;
    inset: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline: 20px;
    border-radius: var(--_radius-card);
    font: var(--_meta);
    font-weight: 600;
    background: var(--_sunken);
    color: var(--_ink-2);
    transition: background-color var(--_motion);
  }
  .beneath.start {
    flex-direction: row-reverse;
  }
  .beneath.armed {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .gone im-avatar {
    filter: grayscale(1);
  }
  .gone .title,
  .gone.unread .preview {
    color: var(--_ink-2);
    font-weight: 400;
  }
  .tags {
    display: flex;
    flex: none;
    align-self: center;
    gap: 3px;
  }
  .tag {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: light-dark(oklch(0.62 0.16 var(--_h)), oklch(0.74 0.14 var(--_h)));
  }
  .dot {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--_accent);
  }
  im-receipt {
    align-self: center;
  }
  .row:hover {
    background: var(--_hover);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  :host([selected]) .row {
    background: var(--_accent-wash);
  }
  im-avatar {
    grid-row: 1 / 3;
    align-self: center;
  }
  .line {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-inline-size: 0;
  }
  .title {
    flex: 1;
    font: var(--_title);
  }
  .time {
    font: var(--_caption);
    color: var(--_ink-2);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .preview {
    display: flex;
    gap: 0.35em;
    flex: 1;
    min-inline-size: 0;
    font: var(--_meta);
    color: var(--_ink-2);
    min-block-size: 1.4em;
    white-space: nowrap;
  }
  .preview > * {
    flex: none;
  }
  .preview > .words,
  .who {
    flex: 0 1 auto;
  }
  .who {
    max-inline-size: 50%;
  }
  .title,
  .words,
  .who {
    /* Text of the other direction begins where it must, on the side where the rows do. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-inline-size: 0;
  }
  .unread .title {
    font-weight: 700;
  }
  .unread .preview {
    color: var(--_ink);
  }
  .typing {
    color: var(--_accent-ink);
  }
  .draft,
  .failed {
    color: var(--_danger);
  }
  .mention {
    color: var(--_accent-ink);
    font-weight: 600;
  }
  .failed .icon {
    inline-size: 14px;
    block-size: 14px;
    vertical-align: -2px;
    margin-inline-end: 4px;
  }
  .marks {
    display: flex;
    flex: none;
    align-self: center;
    align-items: center;
    gap: 6px;
    color: var(--_ink-2);
  }
  .marks:empty {
    display: none;
  }
  .marks .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .badge {
    display: inline-block;
    min-inline-size: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--_accent);
    color: var(--_on-accent);
    font: 600 calc(var(--_u) * 0.71875) / 18px var(--_font);
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .badge.muted {
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .menu-button {
    position: absolute;
    inset-block-end: 6px;
    inset-inline-end: 8px;
    inline-size: 28px;
    block-size: 28px;
    background: var(--_raised);
    box-shadow: 0 0 0 1px var(--_line);
    opacity: 0;
    pointer-events: none;
  }
  @media (hover: hover) {
    :host(:hover) .menu-button,
    .menu-button:focus-visible {
      opacity: 1;
      pointer-events: auto;
    }
  }
  .menu-button:focus-visible {
    opacity: 1;
  }
  @media (forced-colors: active) {
    :host([selected]) .row {
      outline: 2px solid Highlight;
    }
    .badge,
    .tag,
    .dot {
      border: 1px solid;
    }
  }
`;
