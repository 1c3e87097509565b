import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 240px;
    min-inline-size: 0;
    overflow: hidden;
    background: var(--_surface);
    container-type: size;
    position: relative;
    --_tallest: 40cqb;
    /* Room for a panel beside the transcript: told by the window's tools. */
    padding-inline-end: var(--_aside, 0px);
    /* What a touch keyboard stands over: told by the composer. */
    padding-block-end: var(--_covered, 0px);
  }
  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    min-block-size: 60px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
    --im-avatar-size: 36px;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
    /* Room for both lines, whatever the reader's size of text. */
    display: grid;
    align-content: center;
    min-block-size: calc(var(--_u) * 2.4);
  }
  h2 {
    margin: 0;
    font: var(--_title);
  }
  .subtitle {
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .subtitle.typing {
    color: var(--_accent-ink);
  }
  h2,
  .subtitle {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .icon-button.back {
    margin-inline: -10px -6px;
  }
  /* Keeps its place until it has come. */
  header im-window-tools {
    min-inline-size: 72px;
  }
  im-connection,
  im-typing,
  slot[name='composer'] {
    flex: none;
  }
  im-message-list {
    flex: 1;
    min-block-size: 0;
    --_log-end: 4px;
  }
  /* The line keeps its place while nobody types: the transcript never moves for it. */
  im-typing {
    padding-inline: 16px;
    min-block-size: calc(var(--_u) * 1.26);
  }
  .none {
    flex: 1;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 6px;
    padding: 24px;
    text-align: center;
    color: var(--_ink-2);
    font: var(--_meta);
  }
  .none strong {
    font: var(--_title);
    color: var(--_ink);
  }
  .none .icon {
    inline-size: 40px;
    block-size: 40px;
    stroke-width: 1.25;
    opacity: 0.6;
    margin-block-end: 4px;
  }
  .drop {
    position: absolute;
    inset: 8px;
    z-index: 2;
    display: grid;
    place-items: center;
    pointer-events: none;
    border: 2px dashed var(--_accent-ink);
    border-radius: var(--_radius-card);
    background: color-mix(in oklch, var(--_surface) 88%, var(--_accent));
    color: var(--_accent-ink);
    font: var(--_title);
  }
  .drop[hidden] {
    display: none;
  }
`;
