import { html, type TemplateResult } from 'lit';

/** What stands where rows will be; drawn by the styles of contacts' panels. */
export const skeletons = (label: string): TemplateResult =>
  html`<div role="status"><span class="sr">${label}</span>${[1, 2, 3].map(
    () => html`<div class="skeleton"><i></i><i></i><i></i></div>`,
  )}</div>`;
