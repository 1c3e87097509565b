import { css } from 'lit';

export const styles = css`
  .one {
    display: grid;
    gap: 4px;
    padding-block-end: 8px;
  }
  .rest {
    display: grid;
    gap: 6px;
    padding-inline: 64px 12px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .rest p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .words {
    color: var(--_ink);
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .new {
    padding-inline: 6px;
    border-radius: 6px;
    background: var(--_accent-wash);
    color: var(--_accent-ink);
    font: var(--_caption);
    line-height: 18px;
  }
`;
