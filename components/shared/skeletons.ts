import { html, type TemplateResult } from 'lit';

/** What stands where rows will be; how it looks is the host's (`.skeleton`). */
export const skeletons = (label: string): TemplateResult =>
  html`<div role="status"><span class="sr">${label}</span>${[1, 2, 3].map(
    () => html`<div class="skeleton"><i></i><i></i><i></i></div>`,
  )}</div>`;
