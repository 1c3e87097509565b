import { css } from 'lit';

export const multipartStyles = css`
  :host {
    display: block;
    color: inherit;
  }
  .parts {
    display: grid;
    justify-items: start;
    gap: 8px;
  }
  .part {
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .part.media {
    position: relative;
    overflow: hidden;
    border-radius: 12px;
  }
`;
