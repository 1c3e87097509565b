import type { ConversationId, Message, UserId } from '../model/index.js';

export interface TranscriptHead {
  readonly id: ConversationId;
  readonly title: string;
  /** When it was made. */
  readonly at: number;
  /** False: only what this browser held. */
  readonly whole: boolean;
  readonly language: string;
}

/** A locale key in words. */
export type Word = (key: string, values?: Readonly<Record<string, string>>) => string;

/** Writes one file in parts. */
export interface TranscriptWriter {
  readonly type: string;
  begin(): string;
  /** Messages in order; `before`: the one that stands before them. */
  page(messages: readonly Message[], before: Message | undefined): string;
  join(pages: readonly string[]): string;
  end(messages: number): string;
}

export type TranscriptFormat = (
  head: TranscriptHead,
  word: Word,
  name: (user: UserId, message?: Message) => string,
) => TranscriptWriter;
