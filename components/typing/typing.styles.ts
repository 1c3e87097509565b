import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    color: var(--_ink-2);
    font: var(--_caption);
  }
  .line {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 1.75em;
  }
  .words {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dots {
    display: inline-flex;
    gap: 3px;
    flex: none;
  }
  .dots i {
    inline-size: 5px;
    block-size: 5px;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.2s ease-in-out infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.16s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.32s;
  }
  @keyframes breathe {
    0%,
    70%,
    100% {
      opacity: 0.3;
    }
    35% {
      opacity: 1;
      translate: 0 -2px;
    }
  }
`;
