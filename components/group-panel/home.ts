import { html, nothing, type TemplateResult } from 'lit';
import type { Client, Conversation, Group, Member, UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { askCard, type From, showProfile } from '../member-list/acts.js';
import { personName } from '../person/naming.js';
import { shortTime } from '../shared/format-later.js';
import { trash2Icon } from '../shared/icons-actions.js';
import { chevronRightIcon } from '../shared/icons-finding.js';
import { banIcon, logOutIcon, pencilIcon } from '../shared/icons-later.js';
import { flagIcon, mailIcon } from '../shared/icons-message.js';
import { cameraIcon, userPlusIcon } from '../shared/icons-people.js';
import { askAnnouncement, askText, setPicture, update } from './editing.js';
import { askClear, askDismiss, askLeave, askReport } from './leaving.js';

export type View = 'home' | 'members' | 'add' | 'applications' | 'banned';

/** Members that are shown at once. */
const PREVIEW = 6;
const LEVELS = ['all', 'mentions', 'silent', 'none'] as const;
const RULES = {
  policy: ['invite', 'apply', 'open'],
  invites: ['members', 'admins', 'consent', 'closed'],
  history: ['joined', 'all'],
} as const;

export interface PanelState {
  readonly online: boolean;
  readonly group: Group | undefined;
  readonly row: Conversation | undefined;
  readonly members: readonly UserId[];
  readonly own: Member | undefined;
  /** Applications that nobody has answered. */
  readonly waiting: number;
}

export interface Home extends From {
  readonly busy: boolean;
  go(view: View): void;
  act(act: () => Promise<unknown>): void;
}

type Shown = PanelState & { readonly group: Group };

const may = ({ client, group }: Home, action: Parameters<Client['can']>[0]): boolean =>
  client.can(action, `group:${group}`) === 'available';

/** The panel's first view, from top to bottom. */
export function home(state: PanelState & { readonly group: unknown }, at: Home): TemplateResult {
  const shown = state as Shown;
  return html`${head(shown, at)}${announcement(shown, at)}${members(shown, at)}${mine(shown, at)}${rules(shown, at)}${wild(shown, at)}`;
}

const pencil = (what: string, act: () => Promise<unknown>, { online }: Shown, at: Home): TemplateResult => {
  const label = at.translator.t('group.edit', { what });
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} ?disabled=${!online} @click=${() => at.act(act)}>${pencilIcon()}</button>`;
};

function head(state: Shown, at: Home): TemplateResult {
  const { group } = state;
  const { t } = at.translator;
  const edits = may(at, 'edit-group');
  const picture = t('group.picture');
  const change = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (file) at.act(() => setPicture(file, at));
  };
  const pick = (event: Event): void =>
    (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
  return html`<div class="head" part="head"><div class="face"><im-avatar .client=${at.client} .conversation=${`group:${group.id}`} .name=${group.name} .src=${group.avatar}></im-avatar>${
    edits
      ? html`<button type="button" class="icon-button" aria-label=${picture} title=${picture} ?disabled=${!state.online} @click=${pick}>${cameraIcon()}</button
          ><input type="file" accept="image/*" hidden @change=${change} />`
      : nothing
  }</div>
    <div class="line"><h3 class="name" dir="auto">${group.name || group.id}</h3>${edits ? pencil(t('group.name'), () => askText('name', group, at), state, at) : nothing}</div>
    <p class="meta">${t(`group.type-${group.type ?? 'work'}`)} · <bdi>${group.id}</bdi></p>
    <div class="line"><p class="meta" dir="auto">${group.introduction || (edits ? t('group.introduction-none') : '')}</p>${
      edits ? pencil(t('group.introduction'), () => askText('introduction', group, at), state, at) : nothing
    }</div></div>`;
}

function announcement(state: Shown, at: Home): TemplateResult | typeof nothing {
  const { announcement: said } = state.group;
  const { t, lang } = at.translator;
  const edits = may(at, 'announce');
  if (!said && !edits) return nothing;
  const by =
    said &&
    `${personName(at.client.store, said.by, at.group)} · ${shortTime(said.at, at.client.session.now(), lang, t('messages.yesterday'))}`;
  return html`<section part="announcement"><h4><span>${t('group.announcement')}</span>${
    edits ? pencil(t('group.announcement'), () => askAnnouncement(state.group, at), state, at) : nothing
  }</h4><p class="text ${said ? '' : 'none'}" dir="auto">${said?.text ?? t('group.announcement-none')}</p>${by ? html`<p class="meta"><bdi>${by}</bdi></p>` : nothing}</section>`;
}

function members({ group, members: ids, online, row }: Shown, at: Home): TemplateResult | typeof nothing {
  const { t } = at.translator;
  if (!may(at, 'members')) return html`<section><p class="text none" role="status">${t('group.over')}</p></section>`;
  const count = group.memberCount ?? row?.memberCount ?? ids.length;
  const open = (event: CustomEvent<{ userId: UserId }>): void => {
    event.stopPropagation();
    at.act(() => showProfile(event.detail.userId, at));
  };
  return html`<section part="members"><h4><span>${t('group.members', { count })}</span><button type="button" class="text-button" data-go="members" @click=${() => at.go('members')}>${t('group.show-all')}</button></h4>
    <div class="people" role="list" aria-label=${t('members.label')} @im-person-select=${open}>${ids
      .slice(0, PREVIEW)
      .map(
        (userId) => html`<im-member role="listitem" .client=${at.client} .translator=${at.translator} .menu=${false}
        .member=${at.client.store.get('member', `${group.id}/${userId}`) ?? { groupId: group.id, userId, role: 'member' as const }}></im-member>`,
      )}</div>${
      may(at, 'invite')
        ? html`<button type="button" class="entry" data-go="add" ?disabled=${!online} @click=${() => at.go('add')}>${userPlusIcon()}<span>${t('group.add')}</span></button>`
        : nothing
    }</section>`;
}

/** What is one's own: nobody else sees it, but the card. */
function mine({ row, own, online }: Shown, at: Home): TemplateResult | typeof nothing {
  const { client, host, translator, group } = at;
  const { t } = translator;
  const id = `group:${group}` as const;
  if (!row) return nothing;
  const levels = [...new Set([...LEVELS, row.notify])];
  return html`<section><h4><span>${t('group.mine')}</span></h4>${
    may(at, 'edit-card')
      ? html`<button type="button" class="entry" data-act="card" ?disabled=${!online} @click=${() => at.act(() => askCard(client.userId, at))}><span>${t('group.card')}</span><bdi>${own?.card ?? ''}</bdi>${pencilIcon()}</button>`
      : nothing
  }${
    may(at, 'mute')
      ? html`<label class="line-field"><span>${t('group.notify')}</span><select data-act="notify" ?disabled=${!online} @change=${(
          event: Event,
        ) => {
          const level = (event.target as HTMLSelectElement).value as Conversation['notify'];
          at.act(() =>
            asked(host, 'im-notify-request', { conversationId: id, level }, (detail) =>
              client.conversations.notify(id, detail.level),
            ),
          );
        }}>${levels.map((one) => html`<option value=${one} ?selected=${one === row.notify}>${t(`notify.${one}`)}</option>`)}</select></label>`
      : nothing
  }${may(at, 'pin') ? toggle('pin', t('group.pin'), Boolean(row.pinned), online, (pinned) => at.act(() => asked(host, 'im-pin-request', { conversationId: id, pinned }, (detail) => client.conversations.pin(id, detail.pinned)))) : nothing}${
    may(at, 'shield')
      ? toggle('shield', t('group.shield'), Boolean(row.shielded), online, (shielded) =>
          at.act(() =>
            asked(host, 'im-shield-request', { conversationId: id, shielded }, (detail) =>
              client.conversations.shield(id, detail.shielded),
            ),
          ),
        )
      : nothing
  }</section>`;
}

/** What the store says stands there until it says otherwise: a refused change falls back. */
function toggle(
  name: string,
  label: string,
  on: boolean,
  online: boolean,
  change: (on: boolean) => void,
): TemplateResult {
  const changed = (event: Event): void => {
    const box = event.target as HTMLInputElement;
    const wanted = box.checked;
    box.checked = on;
    change(wanted);
  };
  return html`<label class="switch"><span>${label}</span><input type="checkbox" role="switch" data-act=${name} .checked=${on} ?disabled=${!online} @change=${changed} /></label>`;
}

function rules(state: Shown, at: Home): TemplateResult | typeof nothing {
  const { group, online, waiting } = state;
  const { client, host, translator } = at;
  const { t, lang } = translator;
  const edits = may(at, 'edit-policy');
  const mutes = may(at, 'mute-all');
  const answers = may(at, 'answer-application');
  const bans = may(at, 'ban');
  if (!edits && !mutes && !answers && !bans) return nothing;
  const usual = { policy: 'invite', invites: 'members', history: 'joined' } as const;
  const rule = (
    name: keyof typeof RULES,
  ): TemplateResult => html`<label class="line-field"><span>${t(`group.${name}`)}</span><select data-act=${name} ?disabled=${!online || at.busy}
    @change=${(event: Event) => at.act(() => update({ [name]: (event.target as HTMLSelectElement).value }, at))}>${RULES[
      name
    ].map(
      (one) =>
        html`<option value=${one} ?selected=${one === (group[name] ?? usual[name])}>${t(`group.${name}-${one}`)}</option>`,
    )}</select></label>`;
  return html`<section part="rules"><h4><span>${t('group.rules')}</span></h4>${edits ? html`${rule('policy')}${rule('invites')}${rule('history')}` : nothing}${
    edits
      ? toggle('listed', t('group.listed'), Boolean(group.listed), online, (listed) =>
          at.act(() => update({ listed }, at)),
        )
      : nothing
  }${
    mutes
      ? toggle('mute-all', t('group.mute-all'), Boolean(group.mutedAll), online, (muted) =>
          at.act(() =>
            asked(host, 'im-group-mute-all-request', { group: group.id, muted }, (detail) =>
              client.groups.muteAll(group.id, detail.muted),
            ),
          ),
        )
      : nothing
  }${
    answers
      ? html`<button type="button" class="entry" data-go="applications" @click=${() => at.go('applications')}>${mailIcon()}<span>${t('group.applications')}</span>${
          waiting > 0 ? html`<b class="badge">${new Intl.NumberFormat(lang).format(waiting)}</b>` : nothing
        }${chevronRightIcon()}</button>`
      : nothing
  }${bans ? html`<button type="button" class="entry" data-go="banned" ?disabled=${!online} @click=${() => at.go('banned')}>${banIcon()}<span>${t('group.banned')}</span>${chevronRightIcon()}</button>` : nothing}</section>`;
}

function wild({ group, online }: Shown, at: Home): TemplateResult {
  const { t } = at.translator;
  const entry = (name: string, icon: TemplateResult, act: () => Promise<unknown>, always = false): TemplateResult =>
    html`<button type="button" class="entry danger" data-act=${name} ?disabled=${!online && !always} @click=${() => at.act(act)}>${icon}<span>${t(`group.${name}`)}</span></button>`;
  return html`<section part="actions">${may(at, 'clear') ? entry('clear', trash2Icon(), () => askClear(at), true) : nothing}${
    may(at, 'report') && group.ownerId && group.ownerId !== at.client.userId
      ? entry('report', flagIcon(), () => askReport(group, at))
      : nothing
  }${may(at, 'leave') ? entry('leave', logOutIcon(), () => askLeave(at)) : nothing}${may(at, 'dismiss') ? entry('dismiss', banIcon(), () => askDismiss(at)) : nothing}</section>`;
}
