import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../../core/index.js';
import type { MenuSign } from '../menu/menu.js';
import { compose, composes } from '../shared/compose.js';
import { plusIcon } from '../shared/icons.js';
import { ellipsisIcon } from '../shared/icons-later.js';
import type { ActionHost, MessageActions } from './actions.js';
import { recalledText } from './recalled-texts.js';
import type { RowContext } from './templates.js';

/** Actions that stand beside the bubble, the first two that there are; the rest is in the menu. */
const NEAR: readonly string[] = ['retry', 'download', 'react', 'reply', 'copy', 'recall'];
const NEAREST = 2;

export const QUICK: readonly string[] = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** Opens the menu beside an element; `short`: only what one reacts with. */
export type Open = (at: Element | undefined, short?: boolean) => void;

/** Beside the bubble: the nearest actions, and the menu of all. */
export const tools = (
  { message, client, i18n, run }: RowContext,
  { actions, quick }: MessageActions,
  host: ActionHost,
  open: Open,
): TemplateResult | typeof nothing => {
  if (actions.length === 0) return nothing;
  const failed = message.delivery.state === 'failed';
  const near = failed ? [] : NEAR.flatMap((name) => actions.find((action) => action.name === name) ?? []);
  const more = i18n.t('action.more');
  const tool = (
    label: string,
    icon: TemplateResult | undefined,
    click: (event: Event) => void,
    menu?: 'menu',
  ): TemplateResult =>
    html`<button class="icon-button tool" tabindex="-1" aria-label=${label} title=${label} aria-haspopup=${menu ?? nothing} @click=${click}>${icon}</button>`;
  const reacts = actions.some(({ name }) => name === 'react');
  const items = actions.filter(({ name }) => name !== 'react');
  return html`<div class="tools">${near
    .slice(0, NEAREST)
    .map((action) =>
      action.name === 'react'
        ? tool(action.label, action.icon, (event) => open(event.currentTarget as Element, true), 'menu')
        : tool(action.label, action.icon, () => run(action)),
    )}${tool(more, ellipsisIcon(), (event) => open(event.currentTarget as Element), 'menu')}</div
    ><im-menu .client=${client} .translator=${i18n} .items=${items.map((action) => ({ ...action, id: action.name, act: () => run(action) }))}
      .signs=${reacts ? signs(message, quick, host) : []} .signsLabel=${i18n.t('reactions.add')} .label=${more}></im-menu>`;
};

/** Puts a reaction on, or takes it away. */
export const react = ({ client, ask }: ActionHost, messageId: string, emoji: string, on: boolean): boolean =>
  ask('im-react-request', { messageId, emoji, on }, () => client.messages.react(messageId, emoji, on));

function signs({ id, reactions = [] }: Message, quick: readonly string[], host: ActionHost): MenuSign[] {
  const mine = (emoji: string): boolean => reactions.some((one) => one.mine && one.emoji === emoji);
  const more: MenuSign = {
    id: 'more',
    label: host.i18n.t('action.react-more'),
    sign: plusIcon(),
    act: (at) => void pick(host, id, at),
  };
  const some = quick.map((emoji) => ({
    id: emoji,
    label: emoji,
    sign: emoji,
    on: mine(emoji),
    act: () => react(host, id, emoji, !mine(emoji)),
  }));
  return [...some, more];
}

/** Any emoji, from the picker. */
export const pick = (host: ActionHost, messageId: string, at: DOMRect): Promise<void> =>
  import('./picker.js').then(async ({ pickEmoji }) => {
    const emoji = await pickEmoji(host.row, at, { client: host.client, translator: host.i18n });
    if (emoji) react(host, messageId, emoji, true);
  });

/** After a recalled text of one's own: the way to write it anew. */
export function again(message: Message, { client, i18n, ask }: ActionHost): TemplateResult | typeof nothing {
  const { id: messageId, conversationId, content } = message;
  const text = content.kind === 'recalled' ? recalledText(client, message) : undefined;
  if (!text || !composes(client, conversationId)) return nothing;
  const click = (): boolean =>
    ask('im-write-again-request', { messageId, text }, () => compose(client, conversationId, { what: 'insert', text }));
  return html`<button class="text-button again" @click=${click}>${i18n.t('recalled.again')}</button>`;
}
