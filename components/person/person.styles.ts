import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    position: relative;
    --im-avatar-size: var(--im-person-avatar-size, 40px);
  }
  .person {
    display: flex;
    align-items: center;
    gap: 2px;
    padding-inline-end: 8px;
    border-radius: var(--_radius-card);
    transition: background-color var(--_motion);
  }
  .person.live:hover {
    background: var(--_hover);
  }
  :host([selected]) .person {
    background: var(--_accent-wash);
  }
  .row {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 12px;
    min-inline-size: 0;
    min-block-size: var(--im-person-size, 56px);
    padding-block: 6px;
    padding-inline: 12px 4px;
    border-radius: var(--_radius-card);
    text-align: start;
    user-select: none;
    -webkit-touch-callout: none;
  }
  button.row:focus-visible {
    outline-offset: -2px;
  }
  .row:disabled {
    opacity: 1;
  }
  .row:disabled > * {
    opacity: 0.5;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    gap: 1px;
  }
  .first {
    display: flex;
    align-items: baseline;
    gap: 6px;
    min-inline-size: 0;
  }
  .name,
  .second {
    /* Text of the other direction begins where it must, on the side where the rows do. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-inline-size: 0;
  }
  .name {
    font: var(--_title);
  }
  .second {
    font: var(--_meta);
    color: var(--_ink-2);
  }
  mark {
    background: var(--im-search-hit, light-dark(oklch(0.92 0.12 95), oklch(0.45 0.09 95)));
    color: inherit;
    border-radius: 3px;
  }
  .box {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 22px;
    block-size: 22px;
    border: 1.5px solid var(--_ink-2);
    border-radius: 50%;
    color: transparent;
  }
  .box.on {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .box .icon {
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 3;
  }
  slot[name='badge']::slotted(*) {
    flex: none;
  }
  slot[name='end'] {
    display: flex;
    align-items: center;
    flex: none;
    gap: 6px;
  }
  .menu-button {
    inline-size: 32px;
    block-size: 32px;
  }
  @media (hover: hover) {
    .menu-button {
      opacity: 0;
    }
    :host(:hover) .menu-button,
    .row:focus-visible ~ .menu-button,
    .menu-button:focus-visible {
      opacity: 1;
    }
  }
  @media (pointer: coarse) {
    .menu-button {
      inline-size: 44px;
      block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    :host([selected]) .person {
      outline: 2px solid Highlight;
    }
    .box.on {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
