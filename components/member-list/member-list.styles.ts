import { css } from 'lit';
import { panelStyles } from '../contacts/contacts.styles.js';
import { forms } from '../shared/forms.styles.js';
import { rowWindowStyles } from '../shared/row-window.js';

export const outcomeStyles = css`
  .results {
    flex: none;
    display: flex;
    align-items: start;
    gap: 8px;
    padding: 6px 8px 6px 16px;
    padding-inline: 16px 8px;
    background: var(--_sunken);
    font: var(--_meta);
  }
  .results > div {
    flex: 1;
    min-inline-size: 0;
    padding-block: 6px;
  }
  .failed {
    margin: 2px 0 0;
    padding-inline-start: 18px;
    max-block-size: 120px;
    overflow-y: auto;
  }
`;

/** Rows of people, and the bar below them while several are being chosen. */
export const chosenStyles = css`
  .bottom {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-block-start: 1px solid var(--_line);
  }
  .bottom .count {
    flex: 1;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  im-member:focus-within {
    z-index: 1;
  }
`;

export const styles = [panelStyles, forms, rowWindowStyles, outcomeStyles, chosenStyles];
