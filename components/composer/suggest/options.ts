import '../../avatar/index.js';
import { html, type TemplateResult } from 'lit';
import { catalogue, search } from '../../emoji-picker/catalogue.js';
import { usersIcon } from '../../shared/icons.js';
import { slashIcon } from '../../shared/icons-composer.js';
import type { Desk } from '../desk.js';
import { everybody, fitting, membersOf, mentions, type Person } from './people.js';
import type { Trigger } from './trigger.js';

/** Something that fits what was begun. */
export interface Option {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly picture: TemplateResult;
  /** What stands for it in the text. */
  readonly text: string;
  /** Who is named by it. */
  readonly user?: string;
}

const MOST_EMOJI = 30;

export async function optionsFor(desk: Desk, { sign, query }: Trigger): Promise<readonly Option[]> {
  if (sign === ':') return emoji(desk, query);
  return sign === '@' ? people(desk, query) : commands(desk, query);
}

function people(desk: Desk, query: string): readonly Option[] {
  const client = desk.client();
  const id = desk.conversation();
  if (!client || !id || !mentions(client, id)) return [];
  const i18n = desk.i18n();
  const all: readonly Person[] = [...membersOf(client, id)];
  const found = [...fitting(all, query, i18n.lang), ...fitting(everybody(client, id, i18n), query, i18n.lang)];
  return found.map(({ user, name, card }) => {
    const everyone = user === '*';
    return {
      key: user,
      label: name,
      ...(everyone ? { detail: i18n.t('composer.all-hint') } : card && { detail: card }),
      picture: everyone
        ? html`<span class="picture">${usersIcon()}</span>`
        : html`<im-avatar class="picture" .client=${client} .userId=${user} .name=${name}></im-avatar>`,
      text: `@${name}`,
      user,
    };
  });
}

async function emoji(desk: Desk, query: string): Promise<readonly Option[]> {
  const all = await catalogue(desk.i18n().lang).catch(() => []);
  return search(all, query.replaceAll('_', ' '))
    .slice(0, MOST_EMOJI)
    .map(({ emoji: sign, name, short: [short] }) => ({
      key: sign,
      label: name,
      ...(short && { detail: `:${short}:` }),
      picture: html`<span class="picture sign">${sign}</span>`,
      text: sign,
    }));
}

function commands(desk: Desk, query: string): readonly Option[] {
  const wanted = query.toLowerCase();
  return (desk.composer.commands ?? [])
    .filter(({ name }) => name.toLowerCase().startsWith(wanted))
    .map(({ name, label, hint }) => ({
      key: name,
      label: `/${name}${hint ? ` ${hint}` : ''}`,
      detail: label,
      picture: html`<span class="picture">${slashIcon()}</span>`,
      text: `/${name}`,
    }));
}
