import {
  type Client,
  type ConversationId,
  kindOf,
  type Store,
  targetOf,
  type User,
  type UserId,
} from '../../core/index.js';

/** What a person calls himself; an unknown one stays an id. For what others read too: a remark is nobody else's business. */
export const nameOf = (user: User | undefined, id: UserId): string => user?.name || id;

/** What the reader calls a person: by a remark of his own, else by name; `said`: what he was called elsewhere. */
export const nameIn = (store: Store, id: UserId, said?: string): string =>
  store.get('contact', id)?.remark || store.get('user', id)?.name || said || id;

/** The records that `nameIn` reads. */
export const nameKeys = (id: UserId) => [`contact/${id}`, `user/${id}`] as const;

/** What a conversation is called: its own title, else the other person's name, else the bare target. */
export function titleOf(store: Store, id: ConversationId): string {
  const title = store.get('conversation', id)?.title;
  if (kindOf(id) === 'direct') return nameIn(store, targetOf(id), title);
  return title || store.get('group', targetOf(id))?.name || targetOf(id);
}

/** The records that `titleOf` reads. */
export const titleKeys = (id: ConversationId) =>
  kindOf(id) === 'direct'
    ? ([`conversation/${id}`, ...nameKeys(targetOf(id))] as const)
    : ([`conversation/${id}`, `group/${targetOf(id)}`] as const);

/** First letters of at most two words; the whole first character of scripts that do not space words. */
export function initialsOf(name: string, lang?: string): string {
  const words = name.split(/[\s\p{P}<>]+/u).filter(Boolean);
  const first = (word: string): string => (PLAIN.exec(word)?.[0] ?? graphemeOf(word)).toLocaleUpperCase(lang);
  return words.slice(0, 2).map(first).join('') || '?';
}

/** A letter that nothing is joined to. Making a segmenter takes longer than drawing the row. */
const PLAIN = /^[\w\u00c0-\u024f\u0400-\u044f\u4e00-\u9fff](?![\p{M}\u200d])/u;
let segmenter: Intl.Segmenter | undefined;
const graphemeOf = (word: string): string => {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
};

/** A hue for a name's colour, the same on every device. */
export function hueOf(id: string): number {
  let hash = 7;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 3600;
  return hash / 10;
}

/** Asks for profiles that the store lacks; cheap to call in every render. */
export const wantUsers = (client: Client | undefined, ids: readonly UserId[]): void => {
  if (client && ids.some((id) => !client.store.has(`user/${id}`))) client.users.want(ids);
};
