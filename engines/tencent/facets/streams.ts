import type { CallOptions, StreamFacet } from '../../../core/engine/index.js';
import { ImError, invalid, type Message, type WireContent } from '../../../core/model/index.js';
import { held, missing, notRecalled } from '../held.js';
import type { Link } from '../link.js';
import { readMessage } from '../messages.js';
import { rewrite, withContent } from '../rewriting.js';

/** Between two changes of one message, milliseconds: the service names no rate, and who reads sees no more. */
const GAP_MS = 250;

/** One text that is being written. */
interface Writing {
  content: WireContent & { readonly text: string; readonly done?: boolean };
  /** Characters that the service has. */
  kept: number;
  /** Whether the service has been told of the end. */
  ended: boolean;
  /** When the last change went out, by the clock that never goes back. */
  at: number;
  under: Promise<void> | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const writings = (link: Link) => link.kept('texts being written', () => new Map<string, Promise<Writing>>());

const begin = async (link: Link, message: Message, options?: CallOptions): Promise<Writing> => {
  const read = readMessage(notRecalled(await held(link, message, options)), link.self());
  if (!read) throw missing();
  const { content } = read;
  if (content.kind !== 'stream' || typeof content.text !== 'string') throw invalid('message', 'is no text that grows');
  const begun = content as Writing['content'];
  const at = Number.NEGATIVE_INFINITY;
  return {
    content: begun,
    kept: begun.text.length,
    ended: begun.done === true,
    at,
    under: undefined,
    timer: undefined,
  };
};

const writingOf = (link: Link, message: Message, options?: CallOptions): Promise<Writing> => {
  const all = writings(link);
  const id = message.serverId ?? '';
  const found = all.get(id) ?? begin(link, message, options);
  all.set(id, found);
  found.catch(() => all.delete(id));
  return found;
};

/** What is new of the piece: what is there already is a repeat. Throws `conflict` at what does not fit. */
const rest = ({ content }: Writing, from: number, text: string): string => {
  const there = content.text.slice(from, from + text.length);
  const added = text.slice(there.length);
  if (from <= content.text.length && text.startsWith(there) && (added === '' || !content.done)) return added;
  throw new ImError('conflict', { field: 'from', latest: content, message: 'from: other text is there' });
};

/** All that there is goes out in one change, after the one that is on its way. */
const flush = (link: Link, message: Message, writing: Writing, options?: CallOptions): Promise<void> => {
  clearTimeout(writing.timer);
  writing.timer = undefined;
  const put = async (): Promise<void> => {
    const { content } = writing;
    if (writing.kept === content.text.length && writing.ended === (content.done === true)) return;
    writing.at = performance.now();
    const old = notRecalled(await held(link, message, options));
    await rewrite(link, withContent(old, content), options);
    writing.kept = content.text.length;
    writing.ended = content.done === true;
    if (writing.ended) writings(link).delete(message.serverId ?? '');
  };
  const under = (writing.under ?? Promise.resolve()).catch(() => undefined).then(put);
  writing.under = under;
  return under;
};

/** In its turn; should it fail, it goes with the next piece. */
const flushLater = (link: Link, message: Message, writing: Writing): void => {
  const work = async () => {
    // Somebody else may have signed in meanwhile.
    if ((await writings(link).get(message.serverId ?? '')) === writing) await flush(link, message, writing);
  };
  writing.timer ??= setTimeout(() => void work().catch(() => undefined), writing.at + GAP_MS - performance.now());
};

const checkBytes = async (link: Link, message: Message, content: WireContent, options?: CallOptions): Promise<void> => {
  withContent(await held(link, message, options), content);
};

/** The vendor's own clients see a text that is edited again and again. */
export const streamFacet = (link: Link): StreamFacet => ({
  async grow(message, from, text, done, options) {
    if (message.senderId !== link.self())
      throw new ImError('forbidden', { field: 'message', message: 'message: only its sender writes it' });
    const writing = await writingOf(link, message, options);
    const before = writing.content;
    const added = rest(writing, from, text);
    const content = { ...before, text: before.text + added, ...(done && { done: true }) };
    await checkBytes(link, message, content, options);
    writing.content = content;
    // What is not the end may wait for its turn, and goes out with what comes meanwhile.
    if (!content.done && performance.now() < writing.at + GAP_MS) flushLater(link, message, writing);
    else
      await flush(link, message, writing, options).catch((error: unknown) => {
        writing.content = before;
        throw error;
      });
    return content.text.length;
  },
});
