import { css } from 'lit';

/** Comes with the tools. */
export const toolStyles = css`
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: inherit;
    gap: 0 6px;
    margin-block-start: 3px;
    font: var(--_caption);
    color: var(--_danger);
  }
  .own .failure {
    justify-content: flex-end;
  }
  .failure .icon {
    inline-size: 16px;
    block-size: 16px;
    stroke-width: 2;
  }
  .failure .text-button {
    padding: 3px 7px;
    font: var(--_caption);
    font-weight: 600;
  }
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
