import { css } from 'lit';

/** Also of the views that take the list's place. */
export const panelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background: var(--_surface);
    container-type: inline-size;
  }
  .top {
    display: flex;
    align-items: center;
    flex: none;
    gap: 4px;
    padding: 10px 8px 6px 12px;
    padding-inline: 12px 8px;
  }
  .top h3 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font: var(--_title);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .field {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    min-block-size: 36px;
    padding-inline: 10px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    color: var(--_ink-2);
  }
  .field:focus-within {
    outline: var(--_focus);
    outline-offset: -1px;
  }
  .field .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .field input {
    flex: 1;
    min-inline-size: 0;
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    font: inherit;
    color: var(--_ink);
  }
  .field input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  .scroller {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
    padding: 2px 6px 6px;
  }
  .empty {
    min-block-size: 160px;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 4px;
    padding: 24px;
    text-align: center;
    color: var(--_ink-2);
    font: var(--_meta);
  }
  .empty strong {
    font: var(--_title);
    color: var(--_ink);
  }
  .empty .icon {
    inline-size: 36px;
    block-size: 36px;
    stroke-width: 1.25;
    opacity: 0.6;
    margin-block-end: 4px;
  }
  .note {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: none;
    margin: 0;
    padding: 6px 16px;
    font: var(--_meta);
    color: var(--_ink-2);
    background: var(--_sunken);
  }
  .note .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .skeleton {
    display: grid;
    grid-template-columns: 40px 1fr;
    gap: 6px 12px;
    align-content: center;
    block-size: 56px;
    padding: 6px 12px;
  }
  .skeleton i {
    background: var(--_sunken);
    border-radius: 6px;
    block-size: 10px;
  }
  .skeleton i:first-child {
    grid-row: 1 / 3;
    border-radius: 50%;
    block-size: 40px;
  }
  .skeleton i:nth-child(2) {
    inline-size: 40%;
    align-self: end;
  }
  .skeleton i:nth-child(3) {
    inline-size: 70%;
  }
  @media (pointer: coarse) {
    .field {
      min-block-size: 44px;
      font-size: max(16px, 1em);
    }
  }
  @media (forced-colors: active) {
    .field {
      border: 1px solid;
    }
  }
`;

export const styles = [
  panelStyles,
  css`
    :host > im-contact-requests,
    im-contact-requests,
    im-add-contact {
      flex: 1;
      min-block-size: 0;
    }
    .entry {
      display: flex;
      align-items: center;
      gap: 12px;
      inline-size: 100%;
      min-block-size: 56px;
      padding: 6px 12px;
      border-radius: var(--_radius-card);
      text-align: start;
    }
    .entry:hover,
    .fold:hover {
      background: var(--_hover);
    }
    .entry:focus-visible,
    .fold:focus-visible {
      outline-offset: -2px;
    }
    .entry .name {
      flex: 1;
      font: var(--_title);
    }
    .entry > .icon {
      color: var(--_ink-2);
      inline-size: 18px;
      block-size: 18px;
    }
    .round {
      display: grid;
      place-items: center;
      inline-size: 40px;
      block-size: 40px;
      border-radius: 50%;
      background: var(--_accent-wash);
      color: var(--_accent-ink);
    }
    .badge {
      min-inline-size: 18px;
      padding: 0 5px;
      border-radius: 9px;
      background: var(--_accent);
      color: var(--_on-accent);
      font: 600 calc(var(--_u) * 0.71875) / 18px var(--_font);
      text-align: center;
      font-variant-numeric: tabular-nums;
    }
    .heading {
      display: flex;
      align-items: center;
      padding-inline-end: 8px;
    }
    .fold {
      flex: 1;
      display: flex;
      align-items: center;
      gap: 6px;
      min-inline-size: 0;
      min-block-size: 36px;
      padding-inline: 10px;
      border-radius: var(--_radius-control);
      font: var(--_meta);
      font-weight: 600;
      color: var(--_ink-2);
      text-align: start;
    }
    .fold bdi {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .fold .icon {
      inline-size: 16px;
      block-size: 16px;
      transition: rotate var(--_motion);
    }
    .fold.open .icon,
    :host(:dir(rtl)) .fold.open .icon {
      rotate: 90deg;
    }
    :host(:dir(rtl)) .fold.open .icon {
      rotate: -90deg;
    }
    .count {
      font-weight: 400;
      font-variant-numeric: tabular-nums;
    }
    .small {
      inline-size: 32px;
      block-size: 32px;
    }
    @media (pointer: coarse) {
      .fold {
        min-block-size: 44px;
      }
      .small {
        inline-size: 44px;
        block-size: 44px;
      }
    }
    @media (forced-colors: active) {
      .badge {
        border: 1px solid;
      }
    }
  `,
];
