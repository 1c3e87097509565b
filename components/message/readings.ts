import type { Client, FileRef, Message, MessageId } from '../../core/index.js';
import { textServices } from '../shared/text-services.js';
import { sourceOf, translateHere } from './device-translator.js';

/** A message in other words, or a voice in words; for this visit. */
export interface Reading {
  readonly what: 'translation' | 'transcript';
  readonly state: 'working' | 'done' | 'failed';
  readonly text?: string;
  /** The content that it was made of: after an edit it says nothing any more. */
  readonly of: unknown;
  readonly abort: AbortController;
}

const readings = new WeakMap<Client, Map<MessageId, Reading>>();
const listeners = new Set<() => void>();

const held = (client: Client): Map<MessageId, Reading> => {
  const known = readings.get(client) ?? new Map<MessageId, Reading>();
  readings.set(client, known);
  return known;
};

const set = (client: Client, id: MessageId, reading: Reading | undefined): void => {
  if (reading) held(client).set(id, reading);
  else held(client).delete(id);
  for (const listener of [...listeners]) listener();
};

export const onReadings = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function readingOf(client: Client, { id, content }: Message): Reading | undefined {
  const reading = readings.get(client)?.get(id);
  return reading?.of === content ? reading : undefined;
}

export function hideReading(client: Client, id: MessageId): void {
  readings.get(client)?.get(id)?.abort.abort();
  set(client, id, undefined);
}

/** Is there somebody who can put a text into the reader's language? `ready`: there may be now. */
export const translates = (text: string, to: string, ready: () => void): boolean =>
  Boolean(textServices().translate) || sourceOf(text, to, ready) !== undefined;

export const transcribes = (): boolean => Boolean(textServices().transcribe);

export function translate(client: Client, message: Message, text: string, to: string): Promise<void> {
  const service = textServices().translate;
  const from = sourceOf(text, to, () => {});
  return read(client, message, 'translation', (signal) => {
    if (service) return service(text, { to, ...(from && { from }), signal });
    return translateHere(text, from ?? '', to, signal);
  });
}

export const transcribe = (client: Client, message: Message, file: FileRef, language: string): Promise<void> =>
  read(client, message, 'transcript', async (signal) => {
    const voice = await client.media.download(file, { signal });
    return (await textServices().transcribe?.(voice, { language, signal })) ?? '';
  });

async function read(
  client: Client,
  { id, content }: Message,
  what: Reading['what'],
  work: (signal: AbortSignal) => Promise<string>,
): Promise<void> {
  readings.get(client)?.get(id)?.abort.abort();
  const abort = new AbortController();
  const reading = { what, of: content, abort };
  const mine = (): boolean => held(client).get(id)?.abort === abort;
  set(client, id, { ...reading, state: 'working' });
  try {
    const text = await work(abort.signal);
    if (mine()) set(client, id, { ...reading, state: text ? 'done' : 'failed', text });
  } catch (error) {
    if (mine()) set(client, id, { ...reading, state: 'failed' });
    if (!abort.signal.aborted) throw error;
  }
}
