import type { Client, Outcomes, UserId } from '../../core/index.js';
import { timeLeft } from '../composer/time-left.js';
import { asked } from '../contacts/asking.js';
import { askIn } from '../dialog/index.js';
import { lone } from '../member-list/outcomes.js';
import { personName } from '../person/naming.js';
import type { Translator } from '../shared/translator.js';

/** What acts in a room work with. Events are sent by `host`, and dialogs stand beside it. */
export interface From {
  readonly client: Client;
  readonly translator: Translator;
  readonly host: HTMLElement;
  readonly room: string;
}

/** Minutes that one may be muted, or kept out. */
const MINUTES = [10, 60, 1_440, 10_080];

const named = ({ client }: From, id: UserId): string => `\u2068${personName(client.store, id)}\u2069`;

const spans = ({ t: _, lang }: Translator): { readonly id: string; readonly label: string }[] =>
  MINUTES.map((minutes) => ({ id: String(minutes), label: timeLeft(minutes * 60_000, lang) }));

export async function askMute(user: UserId, from: From): Promise<Outcomes<string> | undefined> {
  const { client, host, room, translator } = from;
  const { t } = translator;
  let outcomes: Outcomes<string> | undefined;
  await askIn(
    host,
    {
      label: t('room.mute-title', { name: named(from, user) }),
      choices: [...spans(translator), { id: '0', label: t('room.unmute') }],
      buttons: [{ id: 'mute', label: t('room.save'), look: 'primary' }],
      act: ({ choice }) => {
        const until = choice === '0' ? 0 : client.session.now() + Number(choice) * 60_000;
        return asked(host, 'im-room-mute-request', { room, users: [user], until }, async (detail) => {
          outcomes = lone(await client.rooms.mute(room, detail.users, detail.until));
        });
      },
    },
    from,
  );
  return outcomes;
}

export async function askKick(
  users: readonly UserId[],
  ban: boolean,
  from: From,
): Promise<Outcomes<string> | undefined> {
  const { client, host, room, translator } = from;
  const { t } = translator;
  const name = named(from, users[0] as UserId);
  const title = ban ? 'room.ban-title' : users.length > 1 ? 'room.kick-many' : 'room.kick-title';
  let outcomes: Outcomes<string> | undefined;
  await askIn(
    host,
    {
      label: t(title, { name, count: users.length }),
      ...(ban ? { choices: spans(translator) } : { words: t('room.kick-words') }),
      buttons: [{ id: 'kick', label: t(ban ? 'room.ban' : 'room.kick'), look: 'danger' }],
      act: ({ choice }) => {
        const minutes = ban ? Number(choice) : undefined;
        return asked(host, 'im-room-kick-request', { room, users, minutes }, async (detail) => {
          outcomes = lone(await client.rooms.kick(room, detail.users, detail.minutes));
        });
      },
    },
    from,
  );
  return outcomes;
}

export async function setRole(
  users: readonly UserId[],
  role: 'admin' | 'member',
  { client, host, room }: From,
): Promise<Outcomes<string> | undefined> {
  let outcomes: Outcomes<string> | undefined;
  await asked(host, 'im-room-role-request', { room, users, role }, async (detail) => {
    outcomes = await client.rooms.setRole(room, detail.users, detail.role);
  });
  return outcomes;
}
