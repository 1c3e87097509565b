import { formatsOf, sameDay } from './transcript-times.js';
import type { TranscriptFormat } from './transcript-types.js';
import { answeredOf, attachmentOf, bodyOf, sizeOf } from './transcript-words.js';

/** Plain text: a line of time and name, the words indented below it. */
export const transcriptText: TranscriptFormat = (head, word, name) => {
  const { day, clock, full } = formatsOf(head.language);
  const indented = (text: string): string => text.replace(/^/gm, '  ');
  return {
    type: 'text/plain;charset=utf-8',
    begin: () =>
      `${head.title}\n${word('export.made', { date: full(head.at) })}\n${head.whole ? '' : `${word('export.partial')}\n`}`,
    page: (messages, before) =>
      messages
        .map((message, at) => {
          const previous = at > 0 ? messages[at - 1] : before;
          const heading = sameDay(previous?.sentAt, message.sentAt) ? '' : `\n== ${day(message.sentAt)} ==\n`;
          const file = attachmentOf(message);
          const answered = answeredOf(message, word);
          const marks = message.edited && !message.recalled ? ` (${word('export.edited')})` : '';
          const lines = [
            ...(answered ? [`> ${answered}`] : []),
            bodyOf(message, word),
            ...(file ? [`[${file.name}, ${sizeOf(file.bytes, head.language)}]`] : []),
          ];
          return `${heading}\n${clock(message.sentAt)} ${name(message.senderId, message)}${marks}\n${indented(lines.join('\n'))}\n`;
        })
        .join(''),
    join: (pages) => pages.join(''),
    end: (count) => `\n${word('export.count', { count: String(count) })}\n`,
  };
};
