import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Icons are decoration: the control that holds one carries the label. `points`: mirrored where text runs right to left. */
export const icon = (body: SVGTemplateResult, points = false): TemplateResult =>
  html`<svg class=${points ? 'icon points' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">${body}</svg>`;
