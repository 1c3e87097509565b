import type { Client } from '../client/types.js';
import { contentType } from '../content/index.js';
import {
  type Content,
  type FileRef,
  ImError,
  invalid,
  isImError,
  type Message,
  type MessageId,
  toImError,
} from '../model/index.js';
import { unsupported } from './check.js';
import { deviceReads, deviceTranslate } from './device.js';
import { joined, piecesOf } from './pieces.js';
import { textServices } from './text-services.js';
import type { Asked, Kept, MessageActs } from './types.js';

/** What only the tab that leads does: it has the back end, and the cache. */
export interface Leader {
  interpret(asked: Asked): Promise<readonly string[]>;
  keep(id: MessageId, kept: Kept | undefined): Promise<void>;
}
export type Readings = Pick<MessageActs, 'readable' | 'translate' | 'transcribe' | 'showOriginal'>;

/**
 * Messages in other words, made in the tab that asks: what the page brings is there, and browsers download a model only where
 * the person has just done something.
 */
export const readings = (client: Client, leader: Leader): Readings => ({
  async readable(id, to = languageOf(client)) {
    const message = client.store.get('message', id);
    if (!message || message.recalled) return undefined;
    const may = (action: 'translate' | 'transcribe') => client.can(action, id) === 'available';
    const voice = voiceOf(message);
    if (voice)
      return textServices().transcribe || (may('transcribe') && isHeard(client, voice)) ? 'transcribe' : undefined;
    const text = textOf(message);
    if (!text) return undefined;
    return textServices().translate || may('translate') || (await deviceReads(text, to)) ? 'translate' : undefined;
  },
  async translate(id, { to = languageOf(client), from, signal = new AbortController().signal } = {}) {
    for (const [field, language] of Object.entries({ to, from })) checkLanguage(field, language);
    const message = required(client, id);
    const text = textOf(message);
    if (!text) throw invalid('id', 'has no words');
    const work = { client, leader, message, text, to, from, signal };
    const found = (await byPage(work)) ?? (await inPieces(work));
    if (!found.text.trim()) throw new ImError('engine', { message: 'nothing came back' });
    const source = found.from ?? from;
    const translation = { ...found, to, ...(source && { from: source }) };
    await leader.keep(id, { of: versionOf(message), readings: { translation } });
  },
  async transcribe(id, { language = languageOf(client), signal = new AbortController().signal } = {}) {
    checkLanguage('language', language);
    const message = required(client, id);
    const voice = voiceOf(message);
    if (!voice) throw invalid('id', 'is no voice message');
    const { transcribe } = textServices();
    const heard = transcribe
      ? client.media.download(voice, { signal }).then((blob) => transcribe(blob, { language, signal }))
      : byLeader(client, message, 'transcribe', () => leader.interpret({ id, language })).then(([words]) => words);
    const text = await stoppable(heard, signal);
    if (typeof text !== 'string' || !text.trim()) throw new ImError('engine', { message: 'no word was understood' });
    await leader.keep(id, { of: versionOf(message), readings: { transcript: { text } } });
  },
  async showOriginal(id) {
    if (required(client, id).readings) await leader.keep(id, undefined);
  },
});

interface Work {
  readonly client: Client;
  readonly leader: Leader;
  readonly message: Message;
  readonly text: string;
  readonly to: string;
  readonly from: string | undefined;
  readonly signal: AbortSignal;
}
type Found = ReturnType<typeof joined> & { readonly from?: string };

/** The page has the whole text, and says what stands in its place. */
const byPage = async ({ text, to, from, signal }: Work): Promise<Found | undefined> => {
  const { translate } = textServices();
  if (!translate) return undefined;
  const words = await stoppable(translate(text, { to, ...(from && { from }), signal }), signal);
  return { text: typeof words === 'string' ? words : '' };
};

/** The back end, else the device: names, links and emoji stay as they are. */
const inPieces = async (work: Work): Promise<Found> => {
  const { message, text, signal } = work;
  const pieces = piecesOf(text, marksOf(message.content));
  const words = pieces.flatMap((piece) => (piece.words ? [piece.text] : []));
  const { texts, from } = await stoppable(translated(work, words), signal);
  return { ...joined(pieces, texts), ...(from && { from }) };
};

const translated = async (
  { client, leader, message, to, from, signal }: Work,
  texts: readonly string[],
): Promise<{ readonly texts: readonly string[]; readonly from?: string }> => {
  try {
    const asked = { texts, to, ...(from && { from }) };
    return { texts: await byLeader(client, message, 'translate', () => leader.interpret(asked)) };
  } catch (error) {
    const here = isImError(error) && (error.code === 'unsupported' || error.code === 'forbidden');
    const found = here ? await deviceTranslate(texts, { to, from, signal }) : undefined;
    if (!found) throw error;
    return found;
  }
};

const byLeader = async <T>(
  client: Client,
  { id }: Message,
  action: 'translate' | 'transcribe',
  ask: () => Promise<T>,
): Promise<T> => {
  const answer = client.can(action, id);
  if (answer === 'unsupported' || answer === 'disabled') throw unsupported(action);
  if (answer !== 'available') throw new ImError('forbidden', { field: 'id', message: `id: ${action} is not for you` });
  return ask();
};

/** Ends with the signal, with nothing but ImErrors. */
const stoppable = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(new ImError('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work
      .then(resolve, (error: unknown) => reject(toImError(error)))
      .finally(() => signal.removeEventListener('abort', stop));
  });

const required = ({ store }: Client, id: MessageId): Message => {
  const message = store.get('message', id);
  if (!message) throw new ImError('not-found', { field: 'id', message: `id: no message ${id} here` });
  if (message.recalled) throw new ImError('forbidden', { field: 'id', message: 'id: was recalled' });
  return message;
};

export const versionOf = ({ edited }: Message): number => edited?.at ?? 0;

/** Words that a person may want in another language; of a text that still grows none. */
const textOf = ({ content }: Message): string | undefined => {
  const type = contentType(content.kind);
  if (!type?.copyable || (content.kind === 'stream' && !content.done)) return undefined;
  const text = type.text?.(content as never);
  return text && piecesOf(text, marksOf(content)).some(({ words }) => words) ? text : undefined;
};

const marksOf = (content: Content) => (content.kind === 'text' ? content.marks : undefined);

const voiceOf = ({ content }: Message): FileRef | undefined => (content.kind === 'voice' ? content.file : undefined);

/** Back ends understand some forms of sound. */
const isHeard = ({ limits: { heardFiles } }: Client, { name }: FileRef): boolean =>
  heardFiles?.some((ending) => name.toLowerCase().endsWith(ending)) ?? true;

/** The one that notifications are in, else the browser's. */
const languageOf = ({ store }: Client): string => {
  const { navigator } = globalThis as { readonly navigator?: { readonly language?: string } };
  return store.get('settings', 'self')?.push.language ?? navigator?.language ?? 'en';
};

const checkLanguage = (field: string, language: string | undefined): void => {
  if (language === undefined) return;
  try {
    if (Intl.getCanonicalLocales(language).length > 0) return;
  } catch {
    // No language by its form.
  }
  throw invalid(field, 'must be a language, such as en or zh-CN');
};
