import { type Content, type ContentKind, invalid, type WireContent } from '../model/index.js';
import { isRecord, plainCopy, stringOf } from './check.js';
import { customContent } from './custom.js';
import { anyContentType } from './registry.js';
import type { Preview, RawRecord } from './types.js';
import { unknownContent } from './unknown.js';

/** `custom` type under which a kind travels that the back end has no form for. */
const PACKED = 'im.content';

/**
 * Content off a wire. Never throws: an unknown kind or a malformed one becomes `unknown` with its `raw` kept, and is
 * tried again by `reviveContent` when a later build (or page) knows the kind.
 */
export const readContent = (wire: WireContent): Content => {
  const raw = plainCopy(wire);
  if (!isRecord(raw)) return nothing;
  return readPlain(raw) ?? asUnknown(raw);
};

const nothing: Content = Object.freeze({ kind: 'unknown', wireKind: '' });

const readPlain = (raw: RawRecord): Content | undefined => {
  const inner = innerOf(raw);
  if (!inner) return parse(raw);
  // What is wrapped is told by itself alone: a kind we do not know is that unknown kind, not a custom one of ours.
  if (typeof inner.kind === 'string') return readPlain(inner) ?? asUnknown(inner);
  return raw.kind === 'custom' ? asUnknown(inner) : parse(raw);
};

/** What a wrapper carries: a kind packed as `custom`, or one that was unknown before. */
const innerOf = (raw: RawRecord): RawRecord | undefined => {
  if (raw.kind === 'unknown' && isRecord(raw.raw)) return raw.raw;
  return raw.kind === 'custom' && raw.type === PACKED && isRecord(raw.data) ? raw.data : undefined;
};

const parse = (raw: RawRecord): Content | undefined => {
  try {
    return typeof raw.kind === 'string' ? anyContentType(raw.kind)?.parse(raw) : undefined;
  } catch {
    // A page's own parser may be at fault; the message must still have a row.
    return undefined;
  }
};

const asUnknown = (raw: RawRecord): Content =>
  unknownContent.parse({ wireKind: raw.kind, fallback: raw.fallback, raw }) ?? nothing;

/** Content as the cache kept it: tried again where it was unknown, else as it is. */
export const reviveContent = (content: Content): Content =>
  content.kind === 'unknown' && content.raw !== undefined ? readContent(content) : content;

/** Content for the wire; what was unknown goes on as it came. Local keys stay here. */
export const writeContent = (content: Content): WireContent => {
  if (content.kind === 'unknown' && isRecord(content.raw) && typeof content.raw.kind === 'string')
    return content.raw as WireContent;
  if ('file' in content && isRecord(content.file)) {
    const { localKey: _, ...file } = content.file;
    return { ...content, file };
  }
  return { ...content };
};

/** Content in a form the back end carries (`info.nativeContent`): other kinds are packed as `custom` and come back whole from `readContent`. */
export const packContent = (content: Content, native: readonly ContentKind[] | 'all'): Content => {
  if (native === 'all' || native.includes(content.kind) || content.kind === 'custom') return content;
  const fallback = searchText(content);
  return { kind: 'custom', type: PACKED, data: writeContent(content), ...(fallback && { fallback }) };
};

/** Content a page hands in for sending. Throws ImError('invalid') when it is malformed or of an unregistered kind. */
export const checkContent = (content: Content): Content => {
  const raw = plainCopy(content);
  if (!isRecord(raw)) throw invalid('content', 'at most 24 deep and 128 K characters of plain data');
  const kind = stringOf(raw.kind, 128) ?? '';
  if (!anyContentType(kind)) throw invalid('content', `no kind "${kind}"`);
  const checked = kind === 'custom' ? customContent.parse(raw) : parse(raw);
  if (!checked || kind === 'unknown' || kind === 'recalled') throw invalid('content', `not a ${kind} that can be sent`);
  return checked;
};

/** The one-line preview as a locale key with values. */
export const previewOf = (content: Content): Preview => {
  const values = guarded(() => anyContentType(content.kind)?.preview?.(content));
  return values ? [`preview.${content.kind}`, values] : [`preview.${content.kind}`];
};

/** What search looks at: empty for kinds without words. */
export const searchText = (content: Content): string =>
  guarded(() => anyContentType(content.kind)?.text?.(content)) ?? '';

const guarded = <T>(run: () => T | undefined): T | undefined => {
  try {
    return run();
  } catch {
    return undefined;
  }
};
