import type { Message } from '../model/index.js';
import { formatsOf, sameDay } from './transcript-times.js';
import type { TranscriptFormat } from './transcript-types.js';
import { answeredOf, attachmentOf, bodyOf, sizeOf } from './transcript-words.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text and attribute values alike. Characters that no file may hold are left out. */
const escaped = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to leave out.
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (one) => ENTITIES[one] as string);

const RTL = /^(ar|he|fa|ur|ps|sd|ug|yi|dv|ckb)\b/i;

/** Nothing is loaded and nothing runs, whatever stands in the messages. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Noto Sans CJK SC",sans-serif}
body{max-inline-size:44rem;margin:0 auto;padding:2rem 1rem 4rem}
header{border-block-end:1px solid #8884;margin-block-end:1.5rem;padding-block-end:1rem}
h1{font-size:1.4rem;margin:0 0 .25rem}
h2{font-size:.85rem;font-weight:600;text-align:center;margin:2rem 0 1rem;color:#666}
p{margin:0}
article{margin-block:.75rem;display:grid;grid-template-columns:4.5rem 1fr;gap:0 .75rem}
article.own b{color:#2a5bd7}
time,.mark,footer,header p{color:#666;font-size:.85rem}
time{font-variant-numeric:tabular-nums;padding-block-start:.1rem}
.body{white-space:pre-wrap;overflow-wrap:anywhere}
.gone{font-style:italic;color:#666}
blockquote{margin:.15rem 0;padding-inline-start:.6rem;border-inline-start:3px solid #8886;color:#666;font-size:.9rem}
.file{display:inline-block;margin-block-start:.2rem;padding:.25rem .6rem;border:1px solid #8886;border-radius:.5rem;font-size:.9rem}
footer{margin-block-start:2rem;border-block-start:1px solid #8884;padding-block-start:1rem}
@media (prefers-color-scheme:dark){article.own b{color:#8fb0ff}time,.mark,footer,header p,h2,.gone,blockquote{color:#aaa}}
@media print{body{padding:0}article{break-inside:avoid}}`;

/** One page that stands by itself: no scripts, no addresses, its own style. */
export const transcriptHtml: TranscriptFormat = (head, word, name) => {
  const { day, clock, full } = formatsOf(head.language);
  const article = (message: Message): string => {
    const gone = message.recalled !== undefined || message.content.kind === 'recalled';
    const answered = answeredOf(message, word);
    const file = attachmentOf(message);
    const mark = message.edited && !gone ? ` <span class="mark">(${escaped(word('export.edited'))})</span>` : '';
    return `<article${message.own ? ' class="own"' : ''}><time datetime="${new Date(message.sentAt).toISOString()}">${escaped(
      clock(message.sentAt),
    )}</time><div><b dir="auto">${escaped(name(message.senderId, message))}</b>${mark}${
      answered ? `<blockquote dir="auto">${escaped(answered)}</blockquote>` : ''
    }<p class="body${gone ? ' gone' : ''}" dir="auto">${escaped(bodyOf(message, word))}</p>${
      file
        ? `<span class="file" dir="auto">${escaped(file.name)} · ${escaped(sizeOf(file.bytes, head.language))}</span>`
        : ''
    }</div></article>\n`;
  };
  return {
    type: 'text/html;charset=utf-8',
    begin: () => `<!doctype html>
<html lang="${escaped(head.language)}" dir="${RTL.test(head.language) ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escaped(head.title)}</title>
<style>${STYLE}</style></head>
<body><header><h1 dir="auto">${escaped(head.title)}</h1><p>${escaped(word('export.made', { date: full(head.at) }))}</p>${
      head.whole ? '' : `<p>${escaped(word('export.partial'))}</p>`
    }</header>
<main>
`,
    page: (messages, before) =>
      messages
        .map((message, at) => {
          const previous = at > 0 ? messages[at - 1] : before;
          const heading = sameDay(previous?.sentAt, message.sentAt) ? '' : `<h2>${escaped(day(message.sentAt))}</h2>\n`;
          return heading + article(message);
        })
        .join(''),
    join: (pages) => pages.join(''),
    end: (count) =>
      `</main>\n<footer>${escaped(word('export.count', { count: String(count) }))}</footer></body></html>\n`,
  };
};
