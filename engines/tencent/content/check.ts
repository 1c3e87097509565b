import { ImError, invalid } from '../../../core/model/index.js';
import { checkFiles } from './files.js';
import { MOST_MERGED } from './merged.js';

/** Only a back end writes these. */
const NOT_OURS: readonly unknown[] = ['notice', 'recalled', 'signal'];
const MOST_PARTS = 10;

const kindOf = (content: unknown): unknown => Reflect.get(Object(content), 'kind');

const checkBundle = (content: unknown): void => {
  const { kind, messages } = Object(content) as Readonly<Record<string, unknown>>;
  if (kind !== 'merged' || !Array.isArray(messages) || messages.length <= MOST_MERGED) return;
  const message = `content.messages: ${messages.length}, the most is ${MOST_MERGED}`;
  throw new ImError('too-large', { field: 'content.messages', limit: MOST_MERGED, message });
};

/** What another back end's server refuses nobody here would: the vendor's looks into no content of ours. Throws. */
export const checkContent = (content: unknown): void => {
  const kind = kindOf(content);
  if (typeof kind !== 'string' || kind === '') throw invalid('content.kind', 'is missing');
  if (NOT_OURS.includes(kind)) throw invalid('content.kind', `"${kind}" is for the back end alone`);
  checkFiles(content);
  checkBundle(content);
  if (kind !== 'multipart') return;
  const parts: unknown = Reflect.get(Object(content), 'parts');
  if (!Array.isArray(parts) || parts.length === 0) throw invalid('content.parts', 'is empty');
  if (parts.length > MOST_PARTS) {
    const message = `content.parts: ${parts.length}, the most is ${MOST_PARTS}`;
    throw new ImError('too-large', { field: 'content.parts', limit: MOST_PARTS, message });
  }
  for (const part of parts) {
    const inner = kindOf(part);
    if (typeof inner !== 'string' || inner === 'multipart' || NOT_OURS.includes(inner))
      throw invalid('content.parts', 'holds what is no part');
  }
};
