import { css } from 'lit';

export const barStyles = css`
  :host {
    display: block;
    flex: 1 0 100%;
    min-inline-size: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 48px;
    padding-block: 4px;
    padding-inline: 12px 2px;
    border-block-end: 1px solid var(--_line);
    font: var(--_meta);
  }
  @media (prefers-reduced-motion: no-preference) {
    .bar {
      animation: rise 140ms ease-out;
    }
  }
  @keyframes rise {
    from {
      translate: 0 6px;
      opacity: 0;
    }
  }
  .sign {
    display: grid;
    color: var(--_accent-ink);
  }
  .sign .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  img {
    flex: none;
    inline-size: 32px;
    block-size: 32px;
    border-radius: 6px;
    object-fit: cover;
  }
  .words {
    flex: 1;
    display: grid;
    min-inline-size: 0;
  }
  .name,
  .line {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .name {
    font-weight: 600;
    color: var(--_accent-ink);
  }
  .line {
    color: var(--_ink-2);
  }
  .icon-button .icon {
    inline-size: 18px;
    block-size: 18px;
  }
`;
