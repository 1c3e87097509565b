import type { Client, ConversationId, Outcomes, UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { askIn } from '../dialog/index.js';
import { personName } from '../person/naming.js';
import type { Translator } from '../shared/translator.js';
import { lone } from './outcomes.js';

/** What acts on members work with. Events are sent by `host`, and dialogs stand beside it. */
export interface From {
  readonly client: Client;
  readonly translator: Translator;
  readonly host: HTMLElement;
  readonly group: string;
}

/** Milliseconds one may be muted for. */
export const MUTES = [600_000, 3_600_000, 86_400_000, 7 * 86_400_000] as const;

const named = ({ client, group }: From, id: UserId): string => `\u2068${personName(client.store, id, group)}\u2069`;

/** Asked first; answers what became of each, nothing where he thought better of it or the page said no. */
export async function askKick(
  users: readonly UserId[],
  ban: boolean,
  from: From,
): Promise<Outcomes<string> | undefined> {
  const { client, group, host, translator } = from;
  const { t } = translator;
  const name = named(from, users[0] as UserId);
  let outcomes: Outcomes<string> | undefined;
  await askIn(
    host,
    {
      label: t(`members.${ban ? 'ban' : 'remove'}-${users.length > 1 ? 'many' : 'title'}`, {
        count: users.length,
        name,
      }),
      ...(ban && { words: t('members.ban-words') }),
      buttons: [{ id: 'remove', label: t(ban ? 'members.ban' : 'members.remove'), look: 'danger' }],
      act: () =>
        asked(host, 'im-group-kick-request', { group, users, ban }, async (detail) => {
          outcomes = lone(await client.groups.kick(group, detail.users, { ban: detail.ban }));
        }),
    },
    from,
  );
  return outcomes;
}

/** `length` in milliseconds, 0: may write again. */
export async function mute(
  users: readonly UserId[],
  length: number,
  { client, group, host }: From,
): Promise<Outcomes<string> | undefined> {
  let outcomes: Outcomes<string> | undefined;
  const until = length && client.session.now() + length;
  await asked(host, 'im-group-mute-request', { group, users, until }, async (detail) => {
    outcomes = lone(await client.groups.mute(group, detail.users, detail.until));
  });
  return outcomes;
}

export const exempt = (user: UserId, free: boolean, { client, group, host }: From): Promise<void> =>
  asked(host, 'im-group-exempt-request', { group, users: [user], exempt: free }, async (detail) =>
    lone(await client.groups.exempt(group, detail.users, detail.exempt)),
  );

export const setRole = (user: UserId, role: 'admin' | 'member', { client, group, host }: From): Promise<void> =>
  asked(host, 'im-group-role-request', { group, users: [user], role }, async (detail) =>
    lone(await client.groups.setRole(group, detail.users, detail.role)),
  );

export async function askTransfer(user: UserId, from: From): Promise<void> {
  const { client, group, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('members.transfer-title', { name: named(from, user) }),
      words: t('members.transfer-words'),
      buttons: [{ id: 'transfer', label: t('members.transfer'), look: 'danger' }],
      act: () =>
        asked(host, 'im-group-transfer-request', { group, userId: user }, ({ userId }) =>
          client.groups.transfer(group, userId),
        ),
    },
    from,
  );
}

/** What somebody is called here. Empty takes it away. */
export async function askCard(user: UserId, from: From): Promise<void> {
  const { client, group, host, translator } = from;
  const { t } = translator;
  const own = user === client.userId;
  await askIn(
    host,
    {
      label: own ? t('members.card') : t('members.card-title', { name: named(from, user) }),
      field: t('members.card'),
      fieldLength: 100,
      fieldValue: client.store.get('member', `${group}/${user}`)?.card ?? '',
      buttons: [{ id: 'save', label: t('members.save'), look: 'primary' }],
      act: ({ words }) =>
        asked(host, 'im-group-card-request', { group, userId: user, card: words ?? null }, ({ userId, card }) =>
          client.groups.updateMember(group, userId, { card }),
        ),
    },
    from,
  );
}

/** Opens the conversation with somebody in the client's chat window. */
export async function openDirect(user: UserId, { client, host }: From): Promise<void> {
  const conversationId: ConversationId = `direct:${user}`;
  await asked(host, 'im-select-request', { userId: user, conversationId }, async () => {
    const { windowOf } = await import('../search/open.js');
    const window = windowOf(host, client, conversationId);
    if (window) window.conversation = conversationId;
    const detail = { userId: user, conversationId };
    host.dispatchEvent(new CustomEvent('im-select', { detail, bubbles: true, composed: true }));
  });
}

export async function showProfile(user: UserId, from: From): Promise<void> {
  const { client, group, host } = from;
  let message = false;
  await asked(host, 'im-profile-request', { userId: user }, async ({ userId }) => {
    const { openProfile } = await import('../profile/index.js');
    message = await openProfile(client, userId, host, { group });
  });
  if (message) await openDirect(user, from);
}
