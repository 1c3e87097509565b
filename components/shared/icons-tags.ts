// Made from lucide (ISC, https://lucide.dev/license) by scripts/icons.mjs; do not edit. One constant an icon, so that unused ones fall away.
import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';
export const arrowDownIcon = (): TemplateResult => icon(svg`<path d="M12 5v14"/><path d="m19 12-7 7-7-7"/>`);
export const arrowUpIcon = (): TemplateResult => icon(svg`<path d="m5 12 7-7 7 7"/><path d="M12 19V5"/>`);
export const pencilIcon = (): TemplateResult =>
  icon(
    svg`<path d="M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z"/><path d="m15 5 4 4"/>`,
  );
export const plusIcon = (): TemplateResult => icon(svg`<path d="M5 12h14"/><path d="M12 5v14"/>`);
export const tagIcon = (): TemplateResult =>
  icon(
    svg`<path d="M12.586 2.586A2 2 0 0 0 11.172 2H4a2 2 0 0 0-2 2v7.172a2 2 0 0 0 .586 1.414l8.704 8.704a2.426 2.426 0 0 0 3.42 0l6.58-6.58a2.426 2.426 0 0 0 0-3.42z"/><circle cx="7.5" cy="7.5" r=".5" fill="currentColor"/>`,
  );
export const trash2Icon = (): TemplateResult =>
  icon(
    svg`<path d="M10 11v6"/><path d="M14 11v6"/><path d="M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"/><path d="M3 6h18"/><path d="M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"/>`,
  );
