import type { WireContent } from '../../../core/model/index.js';
import { FILES } from './files.js';

/** One element of the vendor's: its type and what it holds. */
export interface Element {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Native {
  /** undefined: the element cannot hold this one. */
  write(content: WireContent): Element['payload'] | undefined;
  /** What the element alone says. */
  read(payload: Element['payload']): WireContent;
  /** Whether the element is what this content was written into, where that cannot be told by writing it again. */
  says?(content: WireContent, payload: Element['payload']): boolean;
  /** Where the element says a part: what stands beside it, and both put together. */
  readonly beside?: {
    write(content: WireContent): WireContent;
    read(whole: WireContent, payload: Element['payload']): WireContent;
  };
}

const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

const text: Native = {
  // The SDK sends no empty one.
  write: ({ text }) => (typeof text === 'string' && text !== '' ? { text } : undefined),
  read: ({ text }) => ({ kind: 'text', text: string(text) }),
};

/** A text for the vendor's clients, which grows as it is edited; an empty one could not be sent. */
const stream: Native = {
  write: ({ text }) => (typeof text === 'string' ? { text: text || '…' } : undefined),
  read: text.read,
  beside: {
    write: ({ text, ...rest }) => (text === '' ? { ...rest, text } : rest),
    read: (whole, { text }) => ({ text: string(text), ...whole }),
  },
};

const location: Native = {
  write: ({ latitude, longitude, label }) =>
    typeof latitude === 'number' && typeof longitude === 'number'
      ? { description: string(label), longitude, latitude }
      : undefined,
  read: ({ latitude, longitude, description }) => ({
    kind: 'location',
    latitude: number(latitude),
    longitude: number(longitude),
    ...(string(description) && { label: string(description) }),
  }),
};

/** Sets of pictures are not named on the wire: those of other clients are all of one. */
const SET = 'tencent';
const face: Native = {
  write: ({ index, data }) => (Number.isInteger(index) ? { index, data: string(data) } : undefined),
  read: ({ index, data }) => ({ kind: 'face', set: SET, index: number(index), data: string(data) }),
};

/** Kinds that have an element of their own, by the kind and by the vendor's type. */
export const NATIVE: Readonly<Record<string, readonly [type: string, native: Native]>> = {
  text: ['TIMTextElem', text],
  stream: ['TIMTextElem', stream],
  location: ['TIMLocationElem', location],
  face: ['TIMFaceElem', face],
  ...FILES,
};

export const nativeOf = (type: string): Native | undefined =>
  Object.values(NATIVE).find(([name]) => name === type)?.[1];
