import { css } from 'lit';
import { panelStyles } from '../contacts/contacts.styles.js';
import { outcomeStyles } from '../member-list/member-list.styles.js';
import { forms } from '../shared/forms.styles.js';

export const styles = [
  panelStyles,
  forms,
  outcomeStyles,
  css`
    .home {
      flex: 1;
      min-block-size: 0;
      overflow-y: auto;
      overscroll-behavior: contain;
      scrollbar-width: thin;
      scrollbar-color: var(--_line) transparent;
      padding-block: 8px 16px;
    }
    .view {
      flex: 1;
      min-block-size: 0;
    }
    .head {
      display: grid;
      justify-items: center;
      gap: 6px;
      padding: 16px;
      text-align: center;
    }
    .face {
      position: relative;
      --im-avatar-size: 88px;
    }
    .face button {
      position: absolute;
      inset-block-end: -4px;
      inset-inline-end: -6px;
      background: var(--_surface);
      border: 1px solid var(--_line);
    }
    .line {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 4px;
      max-inline-size: 100%;
    }
    .name {
      margin: 0;
      font: var(--_title);
      font-size: calc(var(--_u) * 1.25);
      line-height: 1.3;
      overflow-wrap: anywhere;
    }
    .meta {
      margin: 0;
      font: var(--_meta);
      color: var(--_ink-2);
      overflow-wrap: anywhere;
    }
    section {
      padding: 8px 16px;
      border-block-start: 1px solid var(--_line);
    }
    h4 {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 36px;
      margin: 0;
      font: var(--_meta);
      font-weight: 600;
      color: var(--_ink-2);
    }
    h4 > span {
      flex: 1;
    }
    .text {
      margin: 0 0 8px;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .text.none {
      color: var(--_ink-2);
    }
    .people {
      margin-inline: -12px;
    }
    .entry {
      display: flex;
      align-items: center;
      gap: 12px;
      inline-size: 100%;
      min-block-size: 44px;
      text-align: start;
      border-radius: var(--_radius-control);
    }
    .entry > span {
      flex: 1;
      min-inline-size: 0;
    }
    .entry bdi {
      color: var(--_ink-2);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      max-inline-size: 50%;
    }
    .entry .icon {
      inline-size: 18px;
      block-size: 18px;
      color: var(--_ink-2);
    }
    .entry.danger,
    .entry.danger .icon {
      color: var(--_danger);
    }
    .entry:hover:not(:disabled) {
      background: var(--_hover);
    }
    .badge {
      min-inline-size: 18px;
      padding: 0 5px;
      border-radius: 9px;
      background: var(--_accent);
      color: var(--_on-accent);
      font: 600 calc(var(--_u) * 0.71875) / 18px var(--_font);
      text-align: center;
    }
    .line-field {
      margin-block-end: 10px;
    }
    .bottom {
      flex: none;
      display: grid;
      gap: 8px;
      padding: 8px 12px;
      border-block-start: 1px solid var(--_line);
    }
    @media (forced-colors: active) {
      .badge,
      .face button {
        border: 1px solid;
      }
    }
  `,
];
