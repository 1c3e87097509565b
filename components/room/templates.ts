import { html, nothing, type TemplateResult } from 'lit';
import type { Client, ImError, Room } from '../../core/index.js';
import { personName } from '../person/naming.js';
import { circleAlertIcon, loaderCircleIcon } from '../shared/icons.js';
import { arrowDownIcon, banIcon, wifiOffIcon } from '../shared/icons-later.js';
import { doorOpenIcon, radioIcon } from '../shared/icons-places.js';
import { wantUsers } from '../shared/titles.js';
import type { LocaleKey, Translator } from '../shared/translator.js';
import type { Coming } from './comings.js';
import { absent } from './joining.js';
import type { RoomFacts } from './room.js';

/** Faces in the header. */
const FACES = 4;
/** More is not counted. */
const MOST_NEW = 999;

type Nothing = typeof nothing;

/** What stands there instead of a room. */
export const missing = ({ t }: Translator, why: 'no-client' | 'none' | 'unsupported'): TemplateResult =>
  html`<div class="over" part="over" role="status">${radioIcon()}<strong>${t(why === 'no-client' ? 'window.no-client' : `room.${why}`)}</strong></div>`;

export interface Over {
  readonly words: LocaleKey;
  readonly icon: TemplateResult;
  readonly again: boolean;
}

/** Why one is not in the room; undefined: one is, or is about to be. */
export function over(room: Room | undefined, error: ImError | undefined): Over | undefined {
  const state = room?.state;
  if (state === 'joined') return undefined;
  if (state === 'destroyed') return { words: 'room.destroyed', icon: doorOpenIcon(), again: false };
  if (state === 'banned') return { words: 'room.banned', icon: banIcon(), again: true };
  if (state === 'kicked') return { words: 'room.kicked', icon: doorOpenIcon(), again: true };
  if (absent(error)) return { words: 'room.absent', icon: doorOpenIcon(), again: true };
  if (error) return { words: 'room.failed', icon: circleAlertIcon(), again: true };
  return state === 'left' ? { words: 'room.left', icon: doorOpenIcon(), again: true } : undefined;
}

/** Offline, or on the way into the room. */
export function sessionNote({ room, session }: RoomFacts, { t }: Translator): TemplateResult | Nothing {
  if (session === 'offline') return html`<p class="note" role="status">${wifiOffIcon()}${t('room.offline')}</p>`;
  if (room?.state === 'joined' && session === 'connected') return nothing;
  const words = room?.online ? 'room.rejoining' : 'room.joining';
  return html`<p class="note" role="status"><span class="turning">${loaderCircleIcon()}</span>${t(words)}</p>`;
}

/** Some of those who are there. */
export function faces(client: Client | undefined, room: Room | undefined): TemplateResult | Nothing {
  if (!client || !room || room.state !== 'joined') return nothing;
  const some = room.recent.slice(0, FACES);
  wantUsers(client, some);
  return html`<div class="people" aria-hidden="true">${some.map(
    (id) => html`<im-avatar .client=${client} .userId=${id}></im-avatar>`,
  )}</div>`;
}

/** `score, topic=Topic`: those of the room's attributes that are set. */
export function facts(room: Room | undefined, shown: string | undefined): TemplateResult | Nothing {
  const pairs = (shown ?? '').split(',').flatMap((one) => {
    const [key = '', label = key] = one.split('=').map((part) => part.trim());
    const value = room && Object.hasOwn(room.attributes, key) ? room.attributes[key]?.value : undefined;
    return key && value ? [{ label, value }] : [];
  });
  if (pairs.length === 0) return nothing;
  return html`<dl class="facts" part="facts">${pairs.map(
    ({ label, value }) => html`<div><dt dir="auto">${label}</dt><dd dir="auto">${value}</dd></div>`,
  )}</dl>`;
}

/** Everybody who came of late, in one line. */
export function comingLine(client: Client, now: Coming | undefined, i18n: Translator): TemplateResult | Nothing {
  if (!now) return nothing;
  const { t, lang } = i18n;
  wantUsers(client, now.users);
  const names = now.users.map((id) => `\u2068${personName(client.store, id)}\u2069`);
  const rest = now.count - now.users.length;
  const all = new Intl.ListFormat(lang).format(rest > 0 ? [...names, t('room.others', { count: rest })] : names);
  return html`<div class="coming">${t(now.what === 'joined' ? 'room.joined' : 'room.gone', { names: all })}</div>`;
}

export function newsButton(count: number, { t, lang }: Translator, go: () => void): TemplateResult {
  const many = count > MOST_NEW;
  const said = count === 0 ? t('room.newest') : t('room.new', { count: Math.min(count, MOST_NEW) });
  const figure = new Intl.NumberFormat(lang).format(MOST_NEW);
  return html`<button type="button" class="news" part="news" @click=${go}>${arrowDownIcon()}${many ? said.replace(figure, `${figure}+`) : said}</button>`;
}
