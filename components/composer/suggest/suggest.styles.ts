import { css } from 'lit';

/** Beside composer.styles.ts, in the same tree. */
export const suggestStyles = css`
  .suggestions {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    overflow-y: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    font: var(--_text);
  }
  .option {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 40px;
    padding: 4px 8px;
    border-radius: var(--_radius-control);
    cursor: pointer;
    user-select: none;
    --im-avatar-size: 28px;
  }
  .option[aria-selected='true'] {
    background: var(--_accent-wash);
  }
  .picture {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    color: var(--_ink-2);
  }
  .picture .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .picture.sign {
    font-size: 22px;
    line-height: 1;
    color: inherit;
  }
  .label,
  .detail {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .label {
    flex: 0 1 auto;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .detail {
    flex: 1;
    font: var(--_meta);
    color: var(--_ink-2);
    text-align: end;
  }
  @media (pointer: coarse) {
    .option {
      min-block-size: 48px;
    }
  }
  @media (forced-colors: active) {
    .option[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
