import { css } from 'lit';

/** Comes with the tools. */
export const toolStyles = css`
  .tools {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-start: calc(100% + 4px);
    translate: 0 -50%;
    display: flex;
  }
  .own .tools {
    inset-inline: auto calc(100% + 4px);
    flex-direction: row-reverse;
  }
  .tool {
    inline-size: 28px;
    block-size: 28px;
  }
  .tool .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  @media (hover: none) {
    .tools {
      display: none;
    }
  }
  @container (inline-size < 460px) {
    .tool:not(:last-child) {
      display: none;
    }
  }
  .again {
    padding-block: 2px;
    font: var(--_caption);
    font-weight: 600;
  }
`;
