import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    position: relative;
    flex: none;
    inline-size: var(--im-avatar-size, 36px);
    block-size: var(--im-avatar-size, 36px);
    container-type: inline-size;
    user-select: none;
  }
  .face {
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    overflow: hidden;
    display: grid;
    place-items: center;
    background: light-dark(oklch(0.91 0.05 var(--_h, 262)), oklch(0.38 0.06 var(--_h, 262)));
    color: light-dark(oklch(0.38 0.1 var(--_h, 262)), oklch(0.92 0.05 var(--_h, 262)));
    font: 600 40cqi / 1 var(--_font);
    letter-spacing: 0.01em;
  }
  .face > * {
    grid-area: 1 / 1;
  }
  .face svg {
    inline-size: 52cqi;
    block-size: 52cqi;
  }
  img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    display: block;
  }
  .presence {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: clamp(10px, 26cqi, 18px);
    block-size: clamp(10px, 26cqi, 18px);
    border-radius: 50%;
    border: 2px solid var(--_surface);
    background: var(--_success);
  }
  .presence.away {
    background: var(--_warning);
  }
`;
