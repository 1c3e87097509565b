import { type Client, type ConversationId, kindOf, targetOf } from '../../../core/index.js';
import { nameOf, wantUsers } from '../../shared/titles.js';
import type { Translator } from '../../shared/translator.js';

export interface Person {
  /** `*`: everybody. */
  readonly user: string;
  readonly name: string;
  /** Called so in this group. */
  readonly card?: string;
}

const MOST_SHOWN = 30;

export const mentions = (client: Client, id: ConversationId): boolean =>
  kindOf(id) !== 'direct' && client.can('mention', id) === 'available';

/** Members of a group whom this browser knows of, without oneself. */
export function membersOf({ store, userId }: Client, id: ConversationId): readonly Person[] {
  const group = targetOf(id);
  return store
    .list(`members/${group}`)
    .filter((user) => user !== userId)
    .map((user) => {
      const card = store.get('member', `${group}/${user}`)?.card;
      return { user, name: nameOf(store.get('user', user), user), ...(card && { card }) };
    });
}

const folded = (text: string, lang: string): string => text.normalize('NFKC').toLocaleLowerCase(lang);

/** Whose name begins with the words first, then whose name, card or id holds them. */
export function fitting(people: readonly Person[], query: string, lang: string): readonly Person[] {
  const wanted = folded(query, lang);
  const order = new Intl.Collator(lang);
  return people
    .map((person) => {
      const [name = '', card = '', id = ''] = [person.name, person.card ?? '', person.user].map((one) =>
        folded(one, lang),
      );
      const words = [name, card].flatMap((one) => [one, ...one.split(/\s+/)]).filter(Boolean);
      const rank = words.some((one) => one.startsWith(wanted))
        ? 0
        : name.includes(wanted) || card.includes(wanted)
          ? 1
          : id.includes(wanted)
            ? 2
            : 3;
      return { person, rank };
    })
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || order.compare(a.person.name, b.person.name))
    .slice(0, MOST_SHOWN)
    .map(({ person }) => person);
}

/** Everybody, where that may be said. */
export const everybody = (client: Client, id: ConversationId, i18n: Translator): readonly Person[] =>
  client.can('mention-all', id) === 'available' ? [{ user: '*', name: i18n.t('composer.all'), card: 'all' }] : [];

/** The next page of members; false at the end, and where they cannot be had now. */
export async function more(client: Client, id: ConversationId): Promise<boolean> {
  try {
    const left = await client.groups.moreMembers(targetOf(id));
    wantUsers(client, client.store.list(`members/${targetOf(id)}`));
    return left;
  } catch {
    return false;
  }
}
