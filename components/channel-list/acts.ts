import { type Channel, type Client, ImError, type Outcomes, type Space, type UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { stageOf } from '../dialog/ask.js';
import { askIn } from '../dialog/index.js';
import type { Translator } from '../shared/translator.js';
import type { ImChannelForm } from './channel-form.js';

/** What acts on spaces and channels work with. Events are sent by `host`, and dialogs stand beside it. */
export interface From {
  readonly client: Client;
  readonly translator: Translator;
  readonly host: HTMLElement;
}

const quoted = (name: string): string => `\u2068${name}\u2069`;
export const spaceName = ({ id, name }: Pick<Space, 'id' | 'name'>): string => name || id;

/** How many were refused: a dialog that shows who stays open for it. */
export const refused = (outcomes: Outcomes<string>): number =>
  [...outcomes.values()].filter((one) => one instanceof ImError).length;

/** A form in a dialog of its own; resolves when it has closed. */
export async function openForm(from: From, set: Partial<ImChannelForm>): Promise<void> {
  await import('./channel-form.define.js');
  const form = document.createElement('im-channel-form');
  Object.assign(form, { client: from.client, translator: from.translator, host: from.host, ...set });
  stageOf(from.host).append(form);
  try {
    await form.show();
  } finally {
    form.remove();
  }
}

export const askCreateChannel = (space: string, from: From): Promise<void> =>
  openForm(from, { what: 'create-channel', space });

export const askEditChannel = ({ spaceId, id }: Channel, from: From): Promise<void> =>
  openForm(from, { what: 'edit-channel', space: spaceId, channel: id });

export const askCreateSpace = (from: From): Promise<void> => openForm(from, { what: 'create-space' });

export const askEditSpace = (space: string, from: From): Promise<void> => openForm(from, { what: 'edit-space', space });

export const askInvite = (space: string, from: From): Promise<void> => openForm(from, { what: 'invite', space });

/** Who is in a space, in a dialog that comes when it is first asked for. */
export const showSpace = async (space: Space, from: From): Promise<void> =>
  (await import('./people.js')).showPeople(space, from);

export const showMembers = ({ spaceId, id }: Channel, from: From): Promise<void> =>
  openForm(from, { what: 'members', space: spaceId, channel: id });

export async function askRemoveChannel({ spaceId, id, name }: Channel, from: From): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('channels.remove-title', { name: quoted(name) }),
      words: t('channels.remove-words'),
      buttons: [{ id: 'remove', label: t('channels.remove'), look: 'danger' }],
      act: () =>
        asked(host, 'im-channel-remove-request', { space: spaceId, channel: id }, ({ space, channel }) =>
          client.spaces.removeChannel(space, channel),
        ),
    },
    from,
  );
}

/** Out of a private channel oneself. */
export const leaveChannel = ({ spaceId, id }: Channel, { client, host }: From): Promise<void> =>
  asked(
    host,
    'im-channel-members-request',
    { space: spaceId, channel: id, what: 'remove' as const, users: [client.userId] as readonly UserId[] },
    async ({ space, channel, users }) => {
      for (const one of (await client.spaces.removeFromChannel(space, channel, users)).values())
        if (one instanceof ImError) throw one;
    },
  );

export async function askLeaveSpace(space: Space, from: From): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('spaces.leave-title', { name: quoted(spaceName(space)) }),
      words: t('spaces.leave-words'),
      buttons: [{ id: 'leave', label: t('spaces.leave'), look: 'danger' }],
      act: () =>
        asked(host, 'im-space-leave-request', { space: space.id }, (detail) => client.spaces.leave(detail.space)),
    },
    from,
  );
}

export async function askRemoveSpace(space: Space, from: From): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  await askIn(
    host,
    {
      label: t('spaces.remove-title', { name: quoted(spaceName(space)) }),
      words: t('spaces.remove-words'),
      buttons: [{ id: 'remove', label: t('spaces.remove'), look: 'danger' }],
      act: () =>
        asked(host, 'im-space-remove-request', { space: space.id }, (detail) => client.spaces.remove(detail.space)),
    },
    from,
  );
}
