import type { WireContent } from '../../../core/model/index.js';
import { RELAY, readMerged, writeMerged } from './merged.js';
import { type Element, NATIVE, nativeOf } from './native.js';

export type { Element };

const CUSTOM = 'TIMCustomElem';
/** Says in a custom element's `extension` that its `data` is content of ours. */
const MARK = 'im-elements/1';

export interface Written extends Element {
  /** The content as a whole, where the element does not say all of it. */
  readonly whole?: WireContent;
}

/** Alike in all they say. */
export const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length &&
    left.every(([name, value]) => Object.hasOwn(b, name) && same(value, Reflect.get(b, name)))
  );
};

/** Where all of it would come back; else undefined. */
const bundle = (content: WireContent, layer: number): Written | undefined => {
  const written = writeMerged(content, { write, read: readContent }, layer);
  return written && same(readContent(written, written.whole), content) ? written : undefined;
};

const write = (content: WireContent, layer: number): Written => {
  const relay = content.kind === 'merged' ? bundle(content, layer) : undefined;
  if (relay) return relay;
  const [type, native] = (Object.hasOwn(NATIVE, content.kind) && NATIVE[content.kind]) || [];
  const payload = native?.write(content);
  if (type && native && payload) {
    const whole = native.beside?.write(content) ?? content;
    return { type, payload, ...(!same(native.read(payload), content) && { whole }) };
  }
  const description = typeof content.fallback === 'string' ? content.fallback : content.kind;
  return { type: CUSTOM, payload: { data: JSON.stringify(content), description, extension: MARK } };
};

/** A native element where the vendor has one, so that his own clients show it; a custom one that all come back from whole. */
export const writeContent = (content: WireContent): Written => write(content, 0);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const isContent = (value: unknown): value is WireContent =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'kind') === 'string';

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const readCustom = ({ data, description, extension }: Element['payload']): WireContent => {
  const content = extension === MARK ? parsed(text(data)) : undefined;
  if (isContent(content)) return content;
  const fallback = text(description);
  const whole = { data: text(data), description: fallback, extension: text(extension) };
  return { kind: 'custom', type: 'tencent', data: whole, ...(fallback && { fallback }) };
};

/** `whole` counts only while the element still says the same: another client may have edited that alone. */
export const readContent = ({ type, payload }: Element, whole?: WireContent): WireContent => {
  if (type === CUSTOM) return readCustom(payload);
  if (type === RELAY) return readMerged(payload, { write, read: readContent }, whole);
  const native = nativeOf(type);
  if (!native) return { kind: 'unknown', wireKind: type, raw: payload };
  const [name, again] = (whole && Object.hasOwn(NATIVE, whole.kind) && NATIVE[whole.kind]) || [];
  if (whole && name === type && again?.beside) return again.beside.read(whole, payload);
  const fits = (own: WireContent) => again?.says?.(own, payload) ?? same(again?.write(own), payload);
  if (whole && name === type && fits(whole)) return whole;
  return native.read(payload);
};
