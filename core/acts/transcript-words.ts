import { contentType, previewOf } from '../content/index.js';
import type { FileRef, Message } from '../model/index.js';
import type { Word } from './transcript-types.js';
import type { TranscriptOptions } from './types.js';

/** English for whoever gives no words of their own. */
const ENGLISH: Readonly<Record<string, string>> = {
  'preview.image': 'Photo',
  'preview.video': 'Video',
  'preview.voice': 'Voice message',
  'preview.file': 'File: {{name}}',
  'preview.recalled': 'Message recalled',
  'preview.custom': 'Message',
  'preview.notice': 'Something changed in this conversation',
  'preview.unknown': 'Message of a newer kind',
  'export.made': 'Saved {{date}}',
  'export.count': '{{count}} messages',
  'export.partial': 'Only what this device held; earlier messages may be missing.',
  'export.edited': 'edited',
};

export const wordsOf = (given: TranscriptOptions['word']): Word => {
  const english: Word = (key, values) =>
    (ENGLISH[key] ?? values?.text ?? key.replace(/^preview\./, '')).replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
      String(values?.[name] ?? whole),
    );
  if (!given) return english;
  // A translator gives back the key that it does not know.
  return (key, values) => {
    const words = given(key, values);
    return words === key ? english(key, values) : words;
  };
};

/** What a message says, in words. */
export const bodyOf = (message: Message, word: Word): string => {
  const { content } = message;
  if (message.recalled || content.kind === 'recalled') return word('preview.recalled');
  const type = contentType(content.kind);
  const text = type?.copyable ? type.text?.(content as never) : undefined;
  if (text) return text;
  const fallback = 'fallback' in content && typeof content.fallback === 'string' ? content.fallback : undefined;
  return fallback || word(...previewOf(content));
};

/** Its file, whose bytes stay where they are. */
export const attachmentOf = ({ content, recalled }: Message): FileRef | undefined =>
  !recalled && 'file' in content && typeof content.file === 'object' ? (content.file as FileRef) : undefined;

/** The message answered, as one line. */
export const answeredOf = (message: Message, word: Word): string | undefined => {
  const { replyTo } = message;
  if (!replyTo || message.recalled) return undefined;
  if (replyTo.gone) return word('preview.recalled');
  return replyTo.preview?.replace(/\s+/g, ' ').trim() || undefined;
};

export const sizeOf = (bytes: number, language: string): string => {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const style = {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: step ? 1 : 0,
  } as const;
  return new Intl.NumberFormat(language, style).format(bytes / 1000 ** step);
};
