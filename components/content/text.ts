import { html, nothing, type TemplateResult } from 'lit';
import { type ContentOf, linkify, type TextMark } from '../../core/index.js';
import type { RenderContext, Renderer } from './registry.js';

const MOST_LINES = 30;
const MOST_CHARACTERS = 2400;
const EMOJI =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;
let segmenter: Intl.Segmenter | undefined;

/** One to three emoji and nothing else are drawn large. */
export function isLargeEmoji(text: string): boolean {
  const words = text.trim();
  if (!words || words.length > 60 || !EMOJI.test(words) || typeof Intl.Segmenter !== 'function') return false;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const { segment } of segmenter.segment(words)) {
    if (!segment.trim()) continue;
    if (++count > 3 || !EMOJI.test(segment)) return false;
  }
  return true;
}

const isLong = (text: string): boolean =>
  text.length > MOST_CHARACTERS || (text.length > MOST_LINES && text.split('\n', MOST_LINES + 2).length > MOST_LINES);

/** What words are drawn with. */
type Around = Pick<RenderContext, 'message' | 'open' | 'name'>;

function link(words: string, url: string, { message, open }: Around): TemplateResult {
  const click = (event: Event): void => {
    if (!open({ what: 'link', messageId: message.id, url }, () => {})) event.preventDefault();
  };
  return html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow" @click=${click}>${words}</a>`;
}

/** Somebody named in a text, by the name that he has now. */
function mention({ at, length, user }: TextMark, text: string, context: Around): TemplateResult {
  const { message, name, open } = context;
  const known = user === '*' ? user : name(user);
  const words = known === user ? text.slice(at, at + length) : `@${known}`;
  const click = (): unknown => user !== '*' && open({ what: 'contact', messageId: message.id, userId: user }, () => {});
  return html`<span class="mention" part="mention" @click=${click}><bdi>${words}</bdi></span>`;
}

/** With its links and names. */
export function wordsOf({ text, marks = [] }: Omit<ContentOf<'text'>, 'kind'>, context: Around): unknown[] {
  let from = 0;
  const linked = (end?: number): unknown[] =>
    linkify(text.slice(from, end)).map((piece) => (piece.url ? link(piece.text, piece.url, context) : piece.text));
  const words = marks.flatMap((mark) => {
    // An edit of another client may have left the marks behind.
    if (text[mark.at] !== '@') return [];
    const before = linked(mark.at);
    from = mark.at + mark.length;
    return [...before, mention(mark, text, context)];
  });
  return [...words, ...linked()];
}

function render(content: ContentOf<'text'>, context: RenderContext): TemplateResult {
  const { text } = content;
  if (isLargeEmoji(text)) return html`<div class="emoji">${text.trim()}</div>${context.meta}`;
  const words = wordsOf(content, context);
  if (!isLong(text)) return html`<div class="text" dir="auto">${words}${context.meta}</div>`;
  const { expanded, toggle, i18n } = context;
  return html`<div class=${expanded ? 'text' : 'text folded'} dir="auto">${words}${expanded ? context.meta : nothing}</div
    ><div class="foot"><button class="fold" aria-expanded=${expanded ? 'true' : 'false'} @click=${toggle}>${i18n.t(
      expanded ? 'messages.less' : 'messages.more',
    )}</button>${expanded ? nothing : context.meta}</div>`;
}

export const text: Renderer<ContentOf<'text'>> = {
  render,
  frame: (content) => (isLargeEmoji(content.text) ? 'bare' : 'bubble'),
  meta: 'own',
};
