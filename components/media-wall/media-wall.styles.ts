import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 200px;
    min-inline-size: 0;
    background: var(--_surface);
  }
  .tabs {
    display: flex;
    flex: none;
    padding-inline: 8px;
    border-block-end: 1px solid var(--_line);
  }
  [role='tab'] {
    flex: 1;
    min-block-size: 44px;
    border-block-end: 2px solid transparent;
    font: var(--_meta);
    font-weight: 600;
    color: var(--_ink-2);
  }
  [role='tab']:hover {
    color: var(--_ink);
  }
  [role='tab'][aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_accent-ink);
  }
  :focus-visible {
    outline-offset: -2px;
  }
  .panel {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding-block-end: 12px;
  }
  h3 {
    margin: 0;
    padding: 14px 14px 6px;
    font: var(--_meta);
    font-weight: 600;
    color: var(--_ink-2);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(var(--im-media-tile, 96px), 1fr));
    gap: 3px;
    padding-inline: 3px;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0 6px;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    padding: 8px;
    border-radius: var(--_radius-control);
    color: inherit;
    text-align: start;
    text-decoration: none;
  }
  .row:hover {
    background: var(--_hover);
  }
  .sign {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius-control);
    background: var(--_accent-wash);
    color: var(--_accent-ink);
  }
  .says {
    flex: 1;
    min-inline-size: 0;
    display: grid;
  }
  .name,
  .clip {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name[dir] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .meta {
    font: var(--_caption);
    color: var(--_ink-2);
  }
  .end {
    padding: 8px;
    text-align: center;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .blank {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 48px 24px;
    text-align: center;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .blank > .icon {
    inline-size: 32px;
    block-size: 32px;
    stroke-width: 1.5;
  }
  .waiting > .icon {
    animation: turn 1.1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
`;

export const tileStyles = css`
  :host {
    display: block;
    aspect-ratio: 1;
    background: var(--_sunken);
  }
  button {
    position: relative;
    display: grid;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    cursor: zoom-in;
  }
  button:focus-visible {
    outline-offset: -3px;
  }
  button > * {
    grid-area: 1 / 1;
  }
  img {
    inline-size: 100%;
    block-size: 100%;
    min-inline-size: 0;
    min-block-size: 0;
    object-fit: cover;
  }
  .still {
    filter: blur(6px);
    scale: 1.1;
  }
  .none,
  .play {
    display: grid;
    place-items: center;
    align-self: center;
    justify-self: center;
    color: var(--_ink-2);
  }
  .play {
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    background: oklch(0.15 0 0 / 0.6);
    color: oklch(1 0 0);
  }
  @media (hover: hover) {
    button:hover img {
      filter: brightness(0.92);
    }
  }
`;
