import type { Group, Member, UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { askIn } from '../dialog/index.js';
import type { From } from '../member-list/acts.js';
import { personName } from '../person/naming.js';

/** Names to choose a successor from. */
const HEIRS = 30;
const ANYONE = '*';
const REASONS = ['spam', 'abuse', 'fraud', 'forbidden', 'other'] as const;

const nameOf = ({ client, group }: From): string => `\u2068${client.store.get('group', group)?.name || group}\u2069`;

/** Admins first: whom an owner most likely trusts. */
async function heirs({ client, group }: From): Promise<readonly Member[]> {
  const admins = await client.groups.members(group, { roles: ['admin'] });
  const all = await client.groups.members(group);
  const found = new Map([...admins.items, ...all.items].map((one) => [one.userId, one]));
  found.delete(client.userId);
  const list = [...found.values()].slice(0, HEIRS);
  client.users.want(list.map(({ userId }) => userId));
  return list;
}

/** An owner says who follows. */
export async function askLeave(from: From): Promise<void> {
  const { client, group, host, translator } = from;
  const { t } = translator;
  const owns = client.store.get('conversation', `group:${group}`)?.standing?.role === 'owner';
  const others = owns ? await heirs(from) : [];
  const question = {
    label: t('group.leave-title', { name: nameOf(from) }),
    words: t(!owns ? 'group.leave-words' : others.length > 0 ? 'group.leave-owner' : 'group.leave-last'),
    choices:
      others.length > 0
        ? [
            ...others.map(({ userId }) => ({ id: userId, label: personName(client.store, userId, group) })),
            { id: ANYONE, label: t('group.leave-anyone') },
          ]
        : [],
    buttons: [{ id: 'leave', label: t('group.leave'), look: 'danger' as const }],
    act: ({ choice }: { readonly choice?: string }) => {
      const successor: UserId | undefined = choice === ANYONE ? undefined : choice;
      return asked(host, 'im-group-leave-request', { group, ...(successor && { successor }) }, (detail) =>
        client.groups.leave(group, detail.successor),
      );
    },
  };
  await askIn(host, question, from);
}

/** Asked twice: it is for ever, and for all. */
export async function askDismiss(from: From): Promise<void> {
  const { client, group, host, translator } = from;
  const { t } = translator;
  const name = nameOf(from);
  const first = await askIn(
    host,
    {
      label: t('group.dismiss-title', { name }),
      words: t('group.dismiss-words'),
      buttons: [{ id: 'on', label: t('group.dismiss-go'), look: 'danger' }],
    },
    from,
  );
  if (!first) return;
  await askIn(
    host,
    {
      label: t('group.dismiss-sure', { name }),
      buttons: [{ id: 'dismiss', label: t('group.dismiss'), look: 'danger' }],
      act: () => asked(host, 'im-group-dismiss-request', { group }, () => client.groups.dismiss(group)),
    },
    from,
  );
}

export async function askClear({ client, group, host, translator }: From): Promise<void> {
  const { t } = translator;
  const conversationId = `group:${group}` as const;
  await askIn(
    host,
    {
      label: t('clear.title'),
      words: t('clear.words'),
      buttons: [{ id: 'clear', label: t('clear.do'), look: 'danger' }],
      act: () => asked(host, 'im-clear-request', { conversationId }, () => client.messages.clear(conversationId)),
    },
    { client, translator },
  );
}

/** A report is about people: here about the owner, and says which group of his is meant. */
export async function askReport({ ownerId }: Group, from: From): Promise<void> {
  const { client, group, host, translator } = from;
  const { t } = translator;
  if (!ownerId) return;
  await askIn(
    host,
    {
      label: t('group.report-title'),
      words: t('report.words'),
      choices: REASONS.map((reason) => ({ id: reason, label: t(`report.${reason}`) })),
      field: t('report.field'),
      buttons: [{ id: 'report', label: t('group.report'), look: 'primary' }],
      act: ({ choice = 'other', words = '' }) =>
        asked(host, 'im-report-request', { userId: ownerId, group }, () =>
          client.messages.report({ userId: ownerId }, choice, `group:${group} ${words}`.trim()),
        ),
      done: t('report.thanks'),
    },
    from,
  );
}
