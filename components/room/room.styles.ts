import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 240px;
    min-inline-size: 0;
    overflow: hidden;
    position: relative;
    background: var(--_surface);
    container-type: size;
    --_tallest: 40cqb;
    padding-block-end: var(--_covered, 0px);
  }
  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    min-block-size: 60px;
    padding: 8px 8px 8px 16px;
    padding-inline: 16px 8px;
    border-block-end: 1px solid var(--_line);
    --im-avatar-size: 36px;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  h3 {
    margin: 0;
    font: var(--_title);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .online {
    display: flex;
    align-items: center;
    gap: 6px;
    font: var(--_meta);
    color: var(--_ink-2);
    font-variant-numeric: tabular-nums;
  }
  .online::before {
    content: '';
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_success);
  }
  .online.away::before {
    background: var(--_ink-2);
  }
  .people {
    display: flex;
    flex: none;
    padding: 0;
    --im-avatar-size: 28px;
  }
  .people im-avatar {
    border-radius: 50%;
    outline: 2px solid var(--_surface);
  }
  .people im-avatar + im-avatar {
    margin-inline-start: -8px;
  }
  @container (inline-size < 340px) {
    .people {
      display: none;
    }
  }
  .facts {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0;
    padding: 6px 16px;
    border-block-end: 1px solid var(--_line);
    font: var(--_meta);
  }
  .facts div {
    display: flex;
    gap: 6px;
    max-inline-size: 100%;
    padding: 2px 10px;
    border-radius: 12px;
    background: var(--_sunken);
  }
  .facts dt {
    color: var(--_ink-2);
  }
  .facts dd {
    margin: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .note {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
    margin: 0;
    padding: 6px 16px;
    font: var(--_meta);
    color: var(--_ink-2);
    background: var(--_sunken);
  }
  .note .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  .turning {
    display: inline-grid;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  .talk {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    position: relative;
  }
  im-room-message-list {
    flex: 1;
    min-block-size: 0;
    --_log-end: 28px;
  }
  .foot {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    padding: 0 12px 4px;
    pointer-events: none;
  }
  .coming,
  .shed {
    max-inline-size: 100%;
    padding: 2px 10px;
    border-radius: 12px;
    background: color-mix(in oklch, var(--_surface) 88%, transparent);
    font: var(--_caption);
    color: var(--_ink-2);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .news {
    pointer-events: auto;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 36px;
    padding-inline: 12px 16px;
    border-radius: 18px;
    border: 1px solid var(--_line);
    background: var(--_raised);
    color: var(--_accent-ink);
    box-shadow: var(--_shadow);
    font: var(--_meta);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .news .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .write {
    display: flex;
    flex: none;
    align-items: flex-end;
    gap: 0;
    padding-inline-end: 8px;
  }
  .write[hidden] {
    display: none;
  }
  .write im-composer,
  .write .closed {
    flex: 1;
    min-inline-size: 0;
  }
  .tools {
    display: flex;
    flex: none;
    align-items: center;
    padding-block: 10px;
  }
  .closed {
    align-self: center;
    margin: 0;
    padding: 18px 16px;
    font: var(--_meta);
    color: var(--_ink-2);
    text-align: center;
  }
  .over {
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
  .over strong {
    font: var(--_title);
    color: var(--_ink);
    max-inline-size: 36ch;
  }
  .over > .icon {
    inline-size: 40px;
    block-size: 40px;
    stroke-width: 1.25;
    opacity: 0.6;
    margin-block-end: 4px;
  }
  @media (pointer: coarse) {
    .news {
      min-block-size: 44px;
      border-radius: 22px;
    }
  }
`;
