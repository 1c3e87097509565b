import { css } from 'lit';

export const streamStyles = css`
  :host {
    display: inline;
    color: inherit;
  }
  .caret {
    display: inline-block;
    inline-size: 0.5em;
    block-size: 1em;
    margin-inline-start: 2px;
    vertical-align: -0.12em;
    border-radius: 2px;
    background: currentColor;
    opacity: 0.55;
    animation: blink 1.1s ease-in-out infinite;
  }
  @keyframes blink {
    50% {
      opacity: 0.1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .caret {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .caret {
      background: CanvasText;
    }
  }
`;
