import type { CallOptions, StreamFacet } from '../../../core/engine/index.js';
import { ImError, invalid, type Message, type UserId, type WireContent } from '../../../core/model/index.js';
import { setBounded } from '../bounded.js';
import { held, missing, notRecalled } from '../held.js';
import type { Link } from '../link.js';
import { readMessage } from '../messages.js';
import { rewrite, withContent } from '../rewriting.js';

/** Between two changes of one message, milliseconds: the service names no rate, and who reads sees no more. */
const GAP_MS = 250;
/** Texts at once; of one that was given up nobody says that it ended. */
const MOST = 50;

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

type Writings = Map<string, Promise<Writing>>;

/** Of who is signed in, also when he did so anew: what has not gone out is nowhere else. Throws `not-connected`. */
const writingsFor = (link: Link): (() => Writings) => {
  const all: Writings = new Map();
  let whose: UserId | undefined;
  return () => {
    const self = link.self();
    if (self !== whose) all.clear();
    whose = self;
    return all;
  };
};

const begin = async (link: Link, message: Message, options?: CallOptions): Promise<Writing> => {
  const read = readMessage(notRecalled(await held(link, message, options)), link.self(), link.now());
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

const writingOf = (link: Link, all: Writings, message: Message, options?: CallOptions): Promise<Writing> => {
  const id = message.serverId ?? '';
  const found = all.get(id) ?? begin(link, message, options);
  setBounded(all, id, found, MOST);
  found.catch(() => all.delete(id));
  return found;
};

/** Another page may have written more than it could send. */
const catchUp = ({ content }: Writing, { content: known }: Message): Writing['content'] => {
  const text = 'text' in known && typeof known.text === 'string' ? known.text : '';
  return !content.done && text.startsWith(content.text) ? { ...content, text } : content;
};

/** What is new of the piece: what is there already is a repeat. Throws `conflict` at what does not fit. */
const rest = (content: Writing['content'], from: number, text: string): string => {
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
  };
  const under = (writing.under ?? Promise.resolve()).catch(() => undefined).then(put);
  writing.under = under;
  return under;
};

/** In its turn; should it fail, it goes with the next piece. */
const flushLater = (link: Link, all: () => Writings, message: Message, writing: Writing): void => {
  const work = async () => {
    // Somebody else may have signed in meanwhile.
    if ((await all().get(message.serverId ?? '')) === writing) await flush(link, message, writing);
  };
  writing.timer ??= setTimeout(() => void work().catch(() => undefined), writing.at + GAP_MS - performance.now());
};

const checkBytes = async (link: Link, message: Message, content: WireContent, options?: CallOptions): Promise<void> => {
  withContent(await held(link, message, options), content);
};

/** The vendor's own clients see a text that is edited again and again. */
export const streamFacet = (link: Link): StreamFacet => {
  const writings = writingsFor(link);
  return {
    async grow(message, from, text, done, options) {
      if (message.senderId !== link.self())
        throw new ImError('forbidden', { field: 'message', message: 'message: only its sender writes it' });
      const all = writings();
      const writing = await writingOf(link, all, message, options);
      const before = writing.content;
      const known = catchUp(writing, message);
      const added = rest(known, from, text);
      const content = { ...known, text: known.text + added, ...(done && { done: true }) };
      await checkBytes(link, message, content, options);
      writing.content = content;
      // What is not the end may wait for its turn, and goes out with what comes meanwhile.
      if (!content.done && performance.now() < writing.at + GAP_MS) flushLater(link, writings, message, writing);
      else
        await flush(link, message, writing, options).catch((error: unknown) => {
          writing.content = before;
          throw error;
        });
      if (writing.ended) all.delete(message.serverId ?? '');
      return content.text.length;
    },
  };
};
