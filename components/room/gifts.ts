import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import type { Renderer, Renderers } from '../content/registry.js';

/** Something that is given in a live room: custom content of type `gift`, which no room leaves out. */
export interface RoomGift {
  readonly id: string;
  readonly label: string;
  /** A character such as an emoji. */
  readonly sign: string;
}

const wordOf = (data: unknown, field: string): string => {
  const value = (data as Readonly<Record<string, unknown>> | null)?.[field];
  return typeof value === 'string' ? value.slice(0, 60) : '';
};

/** A line across the transcript, whoever gave it. */
const gift: Renderer<ContentOf<'custom'>> = {
  frame: 'line',
  render: ({ data, fallback = '' }, { message, name, i18n }) => {
    const what = [wordOf(data, 'sign'), wordOf(data, 'label')].filter(Boolean).join(' ') || fallback;
    return html`<span>${i18n.t('room.gave', { name: `\u2068${name(message.senderId)}\u2069`, gift: what })}</span>`;
  },
};

export const GIFTS: Renderers = { 'custom:gift': gift as Renderer };

export const giftContent = ({ id, label, sign }: RoomGift): ContentOf<'custom'> => ({
  kind: 'custom',
  type: 'gift',
  data: { id, label, sign },
  fallback: `${sign} ${label}`,
});
