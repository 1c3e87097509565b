import { html, nothing, type TemplateResult } from 'lit';
import type { MergedMessage } from '../../../core/content/kinds/merged.js';
import { type Content, reviveContent } from '../../../core/index.js';
import { clockTime, date, fullTime } from '../../shared/format.js';
import { nameOf } from '../../shared/titles.js';
import type { Frame, RenderContext } from '../registry.js';

type Inner = (content: Content, context: RenderContext) => { readonly frame: Frame; readonly body: TemplateResult };

const dayOf = (at: number, lang: string): string =>
  date(lang, 'merged-day', { year: 'numeric', month: 'short', day: 'numeric' }).format(at);

/** One message of a bundle. The face and the name stand once where several of one person follow each other. */
export function mergedRow(
  message: MergedMessage,
  context: RenderContext,
  inner: Inner,
  before?: MergedMessage,
): TemplateResult {
  const { i18n, client } = context;
  const { senderId, sentAt } = message;
  const name = message.name || nameOf(client.store.get('user', senderId), senderId);
  const follows =
    before?.senderId === senderId &&
    before.name === message.name &&
    dayOf(before.sentAt, i18n.lang) === dayOf(sentAt, i18n.lang);
  const content = reviveContent(message.content);
  const { frame, body } = inner(content, { ...context, message: { ...context.message, content } });
  return html`<li class=${follows ? 'row peer follows' : 'row peer'}>
    <span class="face" aria-hidden="true">${follows ? nothing : html`<im-avatar .client=${client} .userId=${senderId} .name=${name}></im-avatar>`}</span>
    <div class="said"><div class="head">${follows ? html`<bdi class="sr">${name}</bdi>` : html`<bdi class="name">${name}</bdi>`}<time
      datetime=${new Date(sentAt).toISOString()} title=${fullTime(sentAt, i18n.lang)}>${
        follows ? clockTime(sentAt, i18n.lang) : `${dayOf(sentAt, i18n.lang)} ${clockTime(sentAt, i18n.lang)}`
      }</time></div><div class="bubble ${frame}">${body}</div></div>
  </li>`;
}
