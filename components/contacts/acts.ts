import type { Client, UserId } from '../../core/index.js';
import { askIn } from '../dialog/index.js';
import { personName } from '../person/naming.js';
import type { Translator } from '../shared/translator.js';
import { asked, only } from './asking.js';

/** What acts on a person work with. Events are sent by `host`, and dialogs stand beside it. */
export interface From {
  readonly client: Client;
  readonly translator: Translator;
  readonly host: HTMLElement;
}

const named = ({ client }: From, id: UserId): { readonly name: string } => ({
  name: `\u2068${personName(client.store, id)}\u2069`,
});

/** Asks for words to go with it, and adds; answers what became of it, nothing where he thought better of it. */
export async function askAdd(id: UserId, from: From): Promise<'added' | 'pending' | undefined> {
  const { client, host, translator } = from;
  const { t } = translator;
  let state: 'added' | 'pending' | undefined;
  await askIn(
    host,
    {
      label: t('contacts.add-title', named(from, id)),
      field: t('contacts.add-words'),
      fieldLength: 200,
      buttons: [{ id: 'add', label: t('contacts.add'), look: 'primary' }],
      act: ({ words }) =>
        asked(host, 'im-contact-add-request', { userId: id, ...(words && { words }) }, async (detail) => {
          state = await client.contacts.add(id, detail.words ? { words: detail.words } : {});
        }),
    },
    from,
  );
  return state;
}

/** From both lists, or only from one's own. */
export async function askRemove(id: UserId, from: From): Promise<boolean> {
  const { client, host, translator } = from;
  const { t } = translator;
  const answer = await askIn(
    host,
    {
      label: t('contacts.remove-title', named(from, id)),
      choices: [
        { id: 'both', label: t('contacts.remove-both') },
        { id: 'own', label: t('contacts.remove-own') },
      ],
      buttons: [{ id: 'remove', label: t('contacts.remove'), look: 'danger' }],
      act: ({ choice }) =>
        asked(host, 'im-contact-remove-request', { userId: id, oneWay: choice === 'own' }, ({ oneWay }) =>
          only(client.contacts.remove([id], { oneWay }), id),
        ),
    },
    from,
  );
  return answer !== undefined;
}

/** Blocking is asked about; undoing it is not. */
export async function askBlock(id: UserId, blocked: boolean, from: From): Promise<boolean> {
  const { client, host, translator } = from;
  const { t } = translator;
  const act = (): Promise<void> =>
    asked(host, 'im-block-request', { userId: id, blocked }, () =>
      only(blocked ? client.blocklist.add([id]) : client.blocklist.remove([id]), id),
    );
  if (!blocked) {
    await act();
    return true;
  }
  const answer = await askIn(
    host,
    {
      label: t('contacts.block-title', named(from, id)),
      words: t('contacts.block-words'),
      buttons: [{ id: 'block', label: t('contacts.block'), look: 'danger' }],
      act,
    },
    from,
  );
  return answer !== undefined;
}

const REASONS = ['spam', 'abuse', 'fraud', 'forbidden', 'other'] as const;

/** Reports a person to those who run the chat. */
export async function askReport(id: UserId, from: From): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('contacts.report-title', named(from, id)),
      words: t('report.words'),
      choices: REASONS.map((reason) => ({ id: reason, label: t(`report.${reason}`) })),
      field: t('report.field'),
      buttons: [{ id: 'report', label: t('contacts.report'), look: 'primary' }],
      act: ({ choice = 'other', words }) =>
        asked(host, 'im-report-request', { userId: id }, () => client.messages.report({ userId: id }, choice, words)),
      done: t('report.thanks'),
    },
    from,
  );
}

/** Refuses what somebody asked, with a reason where one wants to give one. */
export async function askRefuse(request: string, id: UserId, from: From): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('contacts.refuse-title', named(from, id)),
      field: t('contacts.refuse-reason'),
      fieldLength: 200,
      buttons: [{ id: 'refuse', label: t('contacts.refuse'), look: 'primary' }],
      act: ({ words }) =>
        asked(host, 'im-contact-refuse-request', { request, ...(words && { reason: words }) }, ({ reason }) =>
          client.contacts.refuse(request, reason),
        ),
    },
    from,
  );
}

/** Asks for the name of a group of contacts: a new one's, or another for one that is there. */
export async function askGroup(from: From, group?: string, members: readonly UserId[] = []): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t(group === undefined ? 'contacts.group-new' : 'contacts.group-rename'),
      field: t('contacts.group-name'),
      fieldLength: 60,
      buttons: [{ id: 'save', label: t('contacts.save'), look: 'primary' }],
      act: async ({ words }) => {
        if (!words || words === group) return;
        const detail = { what: group === undefined ? 'create' : 'rename', name: group ?? words, to: words } as const;
        await asked(host, 'im-contact-group-request', detail, ({ what, to }) =>
          what === 'create' ? client.contacts.createGroup(to, members) : client.contacts.renameGroup(detail.name, to),
        );
      },
    },
    from,
  );
}

/** The people stay. */
export async function askRemoveGroup(group: string, from: From): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('contacts.group-remove-title', { name: `\u2068${group}\u2069` }),
      words: t('contacts.group-remove-words'),
      buttons: [{ id: 'remove', label: t('contacts.group-remove'), look: 'danger' }],
      act: () =>
        asked(host, 'im-contact-group-request', { what: 'remove', name: group }, () =>
          client.contacts.removeGroup(group),
        ),
    },
    from,
  );
}

/** What one calls him. Empty takes it away. */
export async function askRemark(id: UserId, from: From): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('contacts.remark-title', { name: `\u2068${client.store.get('user', id)?.name ?? id}\u2069` }),
      words: t('contacts.remark-words'),
      field: t('contacts.remark'),
      fieldLength: 100,
      buttons: [{ id: 'save', label: t('contacts.save'), look: 'primary' }],
      act: ({ words }) =>
        asked(host, 'im-contact-update-request', { userId: id, remark: words ?? null }, ({ remark }) =>
          client.contacts.update(id, { remark }),
        ),
    },
    from,
  );
}
