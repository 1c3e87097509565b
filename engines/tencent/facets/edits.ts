import type { EditFacet, IncomingMessage } from '../../../core/engine/index.js';
import { ImError, invalid, type WireContent } from '../../../core/model/index.js';
import { checkContent } from '../content/check.js';
import { same } from '../content/codec.js';
import { held, missing, notRecalled } from '../held.js';
import type { Link } from '../link.js';
import { readMessage } from '../messages.js';
import { rewrite, withContent } from '../rewriting.js';
import type { SdkMessage } from '../sdk.js';

/** The vendor's own code of a change that came too late. */
const CONFLICT: readonly unknown[] = [2480, 20_027];

const read = (link: Link, message: SdkMessage): IncomingMessage => {
  const own = readMessage(message, link.self(), link.now());
  if (!own) throw missing();
  return own;
};

const checkEdit = (before: IncomingMessage, content: WireContent): void => {
  checkContent(content);
  if (content.kind !== before.content.kind) throw invalid('content.kind', `is "${before.content.kind}" and stays so`);
  if (content.kind === 'text' && String(content.text ?? '').trim() === '') throw invalid('content.text', 'is empty');
};

const conflict = (latest: IncomingMessage, cause?: unknown): ImError =>
  new ImError('conflict', { field: 'message', latest, message: 'message: it was changed meanwhile', cause });

/** The service lets both people change every message: that only its sender does is our rule. */
export const editFacet = (link: Link): EditFacet => ({
  async edit(message, content, options) {
    const self = link.self();
    if (message.senderId !== self)
      throw new ImError('forbidden', { field: 'message', message: 'message: only its sender edits it' });
    const old = notRecalled(await held(link, message, options));
    const before = read(link, old);
    const wire = content as unknown as WireContent;
    checkEdit(before, wire);
    // Asked for once more, it is done already.
    if (same(before.content, wire)) return before;
    if (before.edited?.at !== message.edited?.at) throw conflict(before);
    const at = Math.max(link.now(), before.sentAt, (before.edited?.at ?? 0) + 1);
    const next = withContent(old, wire, { e: { at, by: self } });
    await rewrite(link, next, options).catch(async (error: ImError) => {
      // By then the SDK has taken over what stands there.
      if (CONFLICT.includes(error.engine?.code)) throw conflict(read(link, await held(link, message, options)), error);
      throw error;
    });
    return { ...before, content: wire, edited: { at, by: self } };
  },
});
