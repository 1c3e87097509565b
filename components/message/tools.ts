import '../menu/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ellipsisIcon } from '../shared/icons.js';
import type { MessageAction } from './actions.js';
import type { RowContext } from './templates.js';

export { actionsFor } from './actions.js';

/** Actions that stand beside the bubble, the rest being in the menu. */
const NEAR: ReadonlySet<string> = new Set(['copy', 'recall', 'download', 'retry']);

/** Beside the bubble: the nearest actions, and the menu of all. */
export const tools = (
  { message, client, i18n, run }: RowContext,
  offered: readonly MessageAction[],
  open: (at: Element) => void,
): TemplateResult | typeof nothing => {
  if (offered.length === 0) return nothing;
  const near = message.delivery.state === 'failed' ? [] : offered.filter(({ name }) => NEAR.has(name)).slice(0, 2);
  const more = i18n.t('action.more');
  const tool = (
    label: string,
    icon: TemplateResult | undefined,
    click: (event: Event) => void,
    menu?: 'menu',
  ): TemplateResult =>
    html`<button class="icon-button tool" tabindex="-1" aria-label=${label} title=${label} aria-haspopup=${menu ?? nothing} @click=${click}>${icon}</button>`;
  return html`<div class="tools">${near.map((action) => tool(action.label, action.icon, () => run(action)))}${tool(
    more,
    ellipsisIcon(),
    (event) => open(event.currentTarget as Element),
    'menu',
  )}</div><im-menu .client=${client} .items=${offered.map((action) => ({ ...action, id: action.name, act: () => run(action) }))}
      .label=${more}></im-menu>`;
};
