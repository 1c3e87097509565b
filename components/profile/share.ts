import type { ConversationId, UserId } from '../../core/index.js';
import type { From } from '../contacts/acts.js';
import { asked } from '../contacts/asking.js';
import { askIn } from '../dialog/index.js';
import { titleOf } from '../shared/titles.js';

/** Conversations offered; more stand in the list, where a card is chosen by the composer. */
const MOST = 50;

/** Sends somebody's card to one of the conversations one has. */
export async function askShare(id: UserId, from: From): Promise<void> {
  const { client, host, translator } = from;
  const { t } = translator;
  const name = client.store.get('user', id)?.name;
  const choices = (client.store.list('conversations') as readonly ConversationId[])
    .filter((one) => client.can('send', one) === 'available')
    .slice(0, MOST)
    .map((one) => ({ id: one, label: titleOf(client.store, one) }));
  if (choices.length === 0) {
    await askIn(host, { label: t('profile.share'), words: t('profile.share-none') }, from);
    return;
  }
  await askIn(
    host,
    {
      label: t('profile.share-title', { name: `\u2068${name ?? id}\u2069` }),
      choices,
      buttons: [{ id: 'send', label: t('profile.send'), look: 'primary' }],
      act: ({ choice }) =>
        asked(
          host,
          'im-share-request',
          { userId: id, conversationId: choice as ConversationId },
          ({ conversationId }) =>
            client.messages.send(conversationId, {
              kind: 'contact',
              userId: id,
              ...(name && { name: name.slice(0, 256) }),
            }),
        ),
      done: t('profile.shared'),
    },
    from,
  );
}
