import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-flex;
    align-items: center;
    block-size: 1em;
    font: inherit;
    color: inherit;
    vertical-align: -0.125em;
    /* The width of the widest state, so that nothing moves when a message arrives or is read. */
    inline-size: 1.4em;
    justify-content: flex-end;
  }
  svg.icon {
    inline-size: 1.4em;
    block-size: 1.4em;
    stroke-width: 2.25;
  }
  .waiting {
    display: inline-flex;
    animation: appear 1ms linear 400ms both;
  }
  .waiting svg.icon {
    inline-size: 1.15em;
    block-size: 1.15em;
  }
  .read {
    display: inline-flex;
    color: var(--im-receipt-read, inherit);
  }
  .plain {
    display: inline-flex;
    opacity: 0.72;
  }
  .failed {
    display: inline-flex;
    color: var(--_danger);
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
