// Made from lucide (ISC, https://lucide.dev/license) by scripts/icons.mjs; do not edit. One constant an icon, so that unused ones fall away.
import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';
export const contactIcon = (): TemplateResult =>
  icon(
    svg`<path d="M16 2v2"/><path d="M7 21v-2a2 2 0 012-2h6a2 2 0 012 2v2"/><path d="M8 2v2"/><circle cx="12" cy="10" r="3"/><rect x="3" y="3" width="18" height="18" rx="2"/>`,
  );
export const linkIcon = (): TemplateResult =>
  icon(
    svg`<path d="M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71"/><path d="M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71"/>`,
  );
export const locateFixedIcon = (): TemplateResult =>
  icon(
    svg`<line x1="2" x2="5" y1="12" y2="12"/><line x1="19" x2="22" y1="12" y2="12"/><line x1="12" x2="12" y1="2" y2="5"/><line x1="12" x2="12" y1="19" y2="22"/><circle cx="12" cy="12" r="7"/><circle cx="12" cy="12" r="3"/>`,
  );
export const mapPinIcon = (): TemplateResult =>
  icon(
    svg`<path d="M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"/><circle cx="12" cy="10" r="3"/>`,
  );
export const maximize2Icon = (): TemplateResult =>
  icon(svg`<path d="M15 3h6v6"/><path d="m21 3-7 7"/><path d="m3 21 7-7"/><path d="M9 21H3v-6"/>`);
export const pauseIcon = (): TemplateResult =>
  icon(svg`<rect x="14" y="3" width="5" height="18" rx="1"/><rect x="5" y="3" width="5" height="18" rx="1"/>`);
export const playIcon = (): TemplateResult =>
  icon(svg`<path d="M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z"/>`);
export const squareIcon = (): TemplateResult => icon(svg`<rect width="18" height="18" x="3" y="3" rx="2"/>`);
export const stickerIcon = (): TemplateResult =>
  icon(
    svg`<path d="M21 9a2.4 2.4 0 0 0-.706-1.706l-3.588-3.588A2.4 2.4 0 0 0 15 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2z"/><path d="M15 3v5a1 1 0 0 0 1 1h5"/><path d="M8 13h.01"/><path d="M16 13h.01"/><path d="M10 16s.8 1 2 1c1.3 0 2-1 2-1"/>`,
  );
