import { type Content, type ContentOf, type Message, previewOf, type Store } from '../../core/index.js';
import { nameIn } from './titles.js';
import type { Translator } from './translator.js';

/** A name keeps its own direction inside a sentence of another. */
const isolated = (name: string): string => (name ? `\u2068${name}\u2069` : '');

/** A notice in words, from its data; never from words of a server. */
export function noticeText(content: ContentOf<'notice'>, store: Store, i18n: Translator): string {
  const key = `notice.${content.event}`;
  if (!i18n.has(key)) return i18n.t('notice.unknown');
  const names = content.actors.map((id) => isolated(nameIn(store, id)));
  const rest = names.slice(1);
  const list = new Intl.ListFormat(i18n.lang, { type: 'conjunction' }).format(rest.length ? rest : names);
  return i18n.t(key, { ...content.params, actor: names[0] ?? '', names: list });
}

/** One line for lists and announcements. */
export function previewText(message: Message, store: Store, i18n: Translator): string {
  const { content } = message;
  if (content.kind === 'recalled') {
    const by = message.recalled?.by ?? message.senderId;
    return message.own ? i18n.t('recalled.own') : i18n.t('recalled.other', { name: isolated(nameIn(store, by)) });
  }
  if (content.kind === 'notice') return noticeText(content, store, i18n);
  return contentPreview(content, i18n);
}

/** The same of content without a message, such as a part of one. */
export function contentPreview(content: Content, i18n: Translator): string {
  if (content.kind === 'multipart') return content.parts.map((part) => contentPreview(part, i18n)).join(' ');
  const [key, values] = previewOf(content);
  return (i18n.has(key) ? i18n.t(key, values) : i18n.t('preview.custom')).replace(/\s+/g, ' ').trim();
}
