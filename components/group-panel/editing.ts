import type { Group, GroupPatch } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { askIn } from '../dialog/index.js';
import type { From } from '../member-list/acts.js';
import { squareOf } from '../profile/picture.js';

const LENGTH = { name: 100, introduction: 1000 } as const;

/** Asks the page, then changes the group. */
export const update = (patch: GroupPatch, { client, group, host }: From): Promise<void> =>
  asked(host, 'im-group-update-request', { group, patch }, (detail) => client.groups.update(group, detail.patch));

/** A name or an introduction in words of one's own; empty takes it away. */
export async function askText(what: 'name' | 'introduction', now: Group, from: From): Promise<void> {
  const { t } = from.translator;
  const label = t(`group.${what}`);
  await askIn(
    from.host,
    {
      label: t('group.edit', { what: label }),
      field: label,
      fieldLength: LENGTH[what],
      fieldValue: now[what] ?? '',
      buttons: [{ id: 'save', label: t('group.save'), look: 'primary' }],
      act: async ({ words }) => {
        if ((words ?? '') !== (now[what] ?? '')) await update({ [what]: words ?? null }, from);
      },
    },
    from,
  );
}

export async function askAnnouncement(now: Group, from: From): Promise<void> {
  const { client, group, host, translator } = from;
  const { t } = translator;
  const label = t('group.announcement');
  await askIn(
    host,
    {
      label: t('group.edit', { what: label }),
      field: label,
      fieldLength: 5000,
      fieldValue: now.announcement?.text ?? '',
      buttons: [
        { id: 'save', label: t('group.save') },
        { id: 'notify', label: t('group.announce-notify'), look: 'primary' },
      ],
      act: ({ button, words }) =>
        asked(
          host,
          'im-group-announce-request',
          { group, text: words ?? null, notify: button === 'notify' && Boolean(words) },
          ({ text, notify }) => client.groups.announce(group, text, { notify }),
        ),
    },
    from,
  );
}

/** The middle of a picture, kept by the back end. Rejects `invalid` for what cannot be drawn. */
export async function setPicture(file: Blob, from: From): Promise<void> {
  const avatar = await from.client.users.picture(await squareOf(file));
  await update({ avatar }, from);
}
