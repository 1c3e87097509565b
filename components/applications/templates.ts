import { html, nothing, type TemplateResult } from 'lit';
import type { Application, Client } from '../../core/index.js';
import { personName } from '../person/naming.js';
import { shortTime } from '../shared/format-later.js';
import { mailIcon } from '../shared/icons-message.js';
import type { Translator } from '../shared/translator.js';

export const isolated = (name: string): string => `\u2068${name}\u2069`;

/** What a row is drawn with, and what it does. */
export interface Drawing {
  readonly client: Client;
  readonly i18n: Translator;
  /** Not looked at before. */
  readonly fresh: boolean;
  /** Somebody else was faster. */
  readonly late: boolean;
  readonly busy: boolean;
  accept(): void;
  refuse(): void;
}

/** Who asks for what. */
const about = ({ groupId, userId, invitedBy }: Application, { client, i18n: { t } }: Drawing): string => {
  const { store } = client;
  const group = isolated(store.get('group', groupId)?.name || groupId);
  if (!invitedBy) return t('applications.wants', { group });
  const name = isolated(personName(store, invitedBy));
  if (userId === client.userId) return t('applications.invited', { name, group });
  return t('applications.invites', { name, group, other: isolated(personName(store, userId)) });
};

const answered = (
  { state, by, reason, userId }: Application,
  { client, i18n: { t }, late }: Drawing,
): TemplateResult => {
  const name = by && isolated(personName(client.store, by));
  const others = name && by !== client.userId && by !== userId;
  const words = others ? t(`applications.${state}-by`, { name }) : t(`applications.${state}`);
  return html`${late ? html`<p role="status">${t('applications.other')}</p>` : nothing}<p class=${state === 'accepted' ? 'done' : ''}>${words}</p>${
    reason ? html`<p dir="auto">${t('applications.why', { reason: isolated(reason) })}</p>` : nothing
  }`;
};

const buttons = ({ userId, invitedBy }: Application, drawing: Drawing): TemplateResult => {
  const { client, busy, accept, refuse } = drawing;
  const { t } = drawing.i18n;
  const who = personName(client.store, invitedBy ?? userId);
  return html`<div class="answers"><button type="button" class="solid primary" data-act="accept" aria-label="${t('applications.accept')}: ${who}" ?disabled=${busy}
        @click=${accept}>${t('applications.accept')}</button><button type="button" class="solid" data-act="refuse"
        aria-label="${t('applications.refuse')}: ${who}" ?disabled=${busy} @click=${refuse}>${t('applications.refuse')}</button></div>`;
};

export const applicationRow = (application: Application, drawing: Drawing): TemplateResult => {
  const { id, userId, invitedBy, words, at, state } = application;
  const { client, i18n, fresh } = drawing;
  const face = invitedBy && userId === client.userId ? invitedBy : userId;
  const pending = state === 'pending';
  return html`<div class="one" part="row" data-application=${id}><im-person .client=${client} .translator=${i18n} .userId=${face} .still=${true}
        .second=${shortTime(at, client.session.now(), i18n.lang, i18n.t('messages.yesterday'))}>${
          fresh && pending ? html`<span slot="badge" class="new">${i18n.t('applications.new')}</span>` : nothing
        }</im-person>
      <div class="rest"><p>${about(application, drawing)}</p>${words ? html`<p class="words" dir="auto">${words}</p>` : nothing}${
        pending ? buttons(application, drawing) : answered(application, drawing)
      }</div></div>`;
};

/** What stands where no rows do. */
export const emptyNote = (words: string): TemplateResult =>
  html`<div class="empty" part="empty" role="status">${mailIcon()}<strong>${words}</strong></div>`;
