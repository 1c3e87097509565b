import type { ContentOf } from '../../model/index.js';
import { compact, numberOf } from '../check.js';
import { readFileRef } from '../file-ref.js';
import { clockLength } from '../length.js';
import type { ContentType } from '../types.js';

declare module '../../model/content.js' {
  interface ContentMap {
    voice: {
      readonly file: FileRef;
      /** Length in seconds, at most a day. */
      readonly seconds: number;
      /** Loudness from beginning to end: 1 to 64 numbers of 0 to 1. */
      readonly waveform?: readonly number[];
    };
  }
}

const DAY = 86_400;
const MOST_BARS = 64;

/** All or nothing: a picture of half a voice would be a wrong one. Hundredths are all that a bar can show. */
const waveformOf = (raw: unknown): readonly number[] | undefined => {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > MOST_BARS) return undefined;
  if (raw.some((bar) => numberOf(bar, 0, 1) === undefined)) return undefined;
  return raw.map((bar: number) => Math.round(bar * 100) / 100);
};

export const voiceContent: ContentType<'voice'> = {
  kind: 'voice',
  parse: (raw) => {
    const file = readFileRef(raw.file);
    const seconds = numberOf(raw.seconds, 0, DAY);
    if (!file || seconds === undefined) return undefined;
    return compact<ContentOf<'voice'>>({ kind: 'voice', file, seconds, waveform: waveformOf(raw.waveform) });
  },
  preview: ({ seconds }) => ({ length: clockLength(seconds) }),
  counts: true,
  copyable: false,
};
