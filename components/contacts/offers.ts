import type { Client, ConversationId, UserId } from '../../core/index.js';
import type { MenuItem } from '../menu/menu.js';
import { messageCircleIcon, plusIcon, userIcon } from '../shared/icons.js';
import { trash2Icon } from '../shared/icons-actions.js';
import { banIcon, pencilIcon } from '../shared/icons-later.js';
import { folderIcon, userMinusIcon } from '../shared/icons-people.js';
import { askBlock, askGroup, askRemark, askRemove, askRemoveGroup, type From } from './acts.js';
import { asked } from './asking.js';

export interface OfferHost extends From {
  /** Runs it, and tells the page of a failure. */
  attempt(act: () => unknown): void;
  select(id: UserId): void;
  profile(id: UserId): void;
  /** Opens the menu again with other items. */
  turn(items: readonly MenuItem[], label: string): void;
}

export const may = (client: Client, action: Parameters<Client['can']>[0], of?: ConversationId): boolean =>
  client.can(action, of) === 'available';

/** What may be done with a contact. */
export function offersFor(id: UserId, from: OfferHost): readonly MenuItem[] {
  const { client, translator, attempt } = from;
  const { t } = translator;
  const item = (name: string, icon: MenuItem['icon'], act: () => unknown, more: Partial<MenuItem> = {}): MenuItem => ({
    id: name,
    label: t(`contacts.${name}`),
    ...(icon && { icon }),
    act: () => attempt(act),
    ...more,
  });
  const blocked = client.store.list('blocked').includes(id);
  return [
    item('message', messageCircleIcon(), () => from.select(id)),
    item('profile', userIcon(), () => from.profile(id)),
    item('remark', pencilIcon(), () => askRemark(id, from)),
    ...(may(client, 'contact-groups')
      ? [item('groups', folderIcon(), () => from.turn(groups(id, from), t('contacts.groups')))]
      : []),
    ...(may(client, 'block')
      ? [
          item(blocked ? 'unblock' : 'block', banIcon(), () => askBlock(id, !blocked, from), {
            apart: true,
            danger: !blocked,
          }),
        ]
      : []),
    item('remove', userMinusIcon(), () => askRemove(id, from), { danger: true, apart: !may(client, 'block') }),
  ];
}

/** In which groups he is. */
function groups(id: UserId, from: OfferHost): readonly MenuItem[] {
  const { client, host, translator, attempt } = from;
  const { t } = translator;
  const his = client.store.get('contact', id)?.groups ?? [];
  const items = client.store.list('contact-groups').map(
    (name, at): MenuItem => ({
      id: `group-${at}`,
      label: name,
      icon: folderIcon(),
      on: his.includes(name),
      act: () =>
        attempt(() => {
          const next = his.includes(name) ? his.filter((one) => one !== name) : [...his, name];
          return asked(host, 'im-contact-update-request', { userId: id, groups: next }, (detail) =>
            client.contacts.update(id, { groups: detail.groups }),
          );
        }),
    }),
  );
  return [
    ...items,
    {
      id: 'group-new',
      label: t('contacts.group-new'),
      icon: plusIcon(),
      apart: items.length > 0,
      act: () => attempt(() => askGroup(from, undefined, [id])),
    },
  ];
}

/** What may be done with a group of contacts. */
export function groupOffers(group: string, from: OfferHost): readonly MenuItem[] {
  const { translator, attempt } = from;
  return [
    {
      id: 'rename',
      label: translator.t('contacts.group-rename'),
      icon: pencilIcon(),
      act: () => attempt(() => askGroup(from, group)),
    },
    {
      id: 'remove',
      label: translator.t('contacts.group-remove'),
      icon: trash2Icon(),
      danger: true,
      act: () => attempt(() => askRemoveGroup(group, from)),
    },
  ];
}
