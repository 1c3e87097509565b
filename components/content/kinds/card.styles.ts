import { css } from 'lit';

/** What cards of places, links and people have in common. */
export const cardStyles = css`
  :host {
    display: block;
    color: inherit;
    inline-size: 280px;
    max-inline-size: 100%;
  }
  .card {
    display: block;
    inline-size: 100%;
    color: inherit;
    text-align: start;
    text-decoration: none;
    border-radius: var(--_radius-control);
    overflow-wrap: anywhere;
  }
  /* Beside its picture, whatever its language. */
  .name,
  .quiet {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .name {
    font-weight: 600;
  }
  .quiet {
    font: var(--_meta);
    font-variant-numeric: tabular-nums;
    color: var(--_meta-ink, inherit);
  }
  .cut {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
  }
  .cut.three {
    -webkit-line-clamp: 3;
    line-clamp: 3;
  }
`;
