import { css } from 'lit';

/** Beside composer.styles.ts, in the same tree. */
export const moreStyles = css`
  .tray {
    flex: 1 0 100%;
    display: flex;
    gap: 8px;
    overflow-x: auto;
    margin: 0;
    padding: 6px 6px 5px;
    border-radius: 18px 18px 0 0;
    list-style: none;
    scrollbar-width: none;
    overscroll-behavior: contain;
  }
  .staged {
    position: relative;
    flex: none;
    display: flex;
    align-items: center;
    gap: 8px;
    block-size: 56px;
    max-inline-size: 220px;
    border-radius: var(--_radius-control);
    background: var(--_raised);
    border: 1px solid var(--_line);
    padding-inline: 8px 34px;
    font: var(--_caption);
  }
  .staged img {
    inline-size: 40px;
    block-size: 40px;
    object-fit: cover;
    border-radius: 6px;
  }
  .staged .icon {
    color: var(--_ink-2);
  }
  .kind {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 6px;
    background: var(--_sunken);
  }
  .staged b {
    display: block;
    font: 600 calc(var(--_u) * 0.8125) / 1.3 var(--_font);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .staged > span {
    min-inline-size: 0;
    color: var(--_ink-2);
  }
  .staged .what b {
    color: var(--_ink);
  }
  .remove {
    position: absolute;
    inset-block-start: 50%;
    translate: 0 -50%;
    inset-inline-end: 2px;
    inline-size: 28px;
    block-size: 28px;
  }
  .remove .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .grip {
    display: grid;
    place-items: center;
    flex: none;
    align-self: stretch;
    inline-size: 24px;
    margin-inline: -6px -6px;
    color: var(--_ink-2);
    cursor: grab;
    touch-action: none;
    border-radius: 6px;
  }
  .grip:active {
    cursor: grabbing;
  }
  .grip .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .smaller {
    flex: 1 0 100%;
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
    padding-inline: 12px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .smaller input {
    margin: 0;
    inline-size: 18px;
    block-size: 18px;
    accent-color: var(--_accent);
  }
  im-voice-recorder {
    flex: 1;
    min-inline-size: 0;
  }
  @media (pointer: coarse) {
    .grip {
      inline-size: 32px;
    }
    .smaller {
      min-block-size: 44px;
    }
    .remove {
      inline-size: 44px;
      block-size: 44px;
    }
    .staged {
      padding-inline-end: 44px;
    }
  }
  .emoji-box {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    overflow: hidden;
    transition: opacity var(--_motion);
  }
  @starting-style {
    .emoji-box:popover-open {
      opacity: 0;
    }
  }
`;
