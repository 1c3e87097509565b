import { ImError, type ImErrorCode, type ImErrorOptions, isImError } from '../model/index.js';
import type { Key } from '../store/index.js';
import type { CommandPath } from './parts.js';

export type Entries = readonly (readonly [Key, unknown])[];

/** A leader's word; `term` numbers the leaderships, `seq` its commits and events, so that a missed one shows. */
export interface Said {
  readonly term: number;
  readonly seq: number;
}
export type CommitWire = Said & { readonly k: 'commit'; readonly changes: Entries; readonly by?: string };
export type EventWire = Said & { readonly k: 'event'; readonly type: string; readonly detail: unknown };
export type SnapWire = Said & {
  readonly k: 'snap';
  readonly to: string;
  readonly part: number;
  readonly last: boolean;
  readonly entries: Entries;
};
export type AnswerWire = {
  readonly k: 'answer';
  readonly to: string;
  readonly term: number;
  readonly id: string;
  readonly value?: unknown;
  readonly error?: Packed;
};
/** `after`: how far this tab had followed the leader before it. */
export type LeadWire = Said & { readonly k: 'lead'; readonly after?: Said };
export type BeatWire = Said & { readonly k: 'beat' };
export type LeaderWire = CommitWire | EventWire | SnapWire | AnswerWire | LeadWire | BeatWire;

export type CallWire = {
  readonly k: 'call';
  readonly from: string;
  readonly id: string;
  readonly path: CommandPath;
  readonly args: readonly unknown[];
  /** The call before it, while that has no answer: a leader that has not met it yet must not run this one first. */
  readonly after?: string;
};
export type FollowerWire =
  | CallWire
  | { readonly k: 'join' | 'ping' | 'bye'; readonly from: string }
  | { readonly k: 'open'; readonly from: string; readonly ids: readonly string[] }
  | { readonly k: 'draft'; readonly from: string; readonly changes: Entries };

export type Wire = LeaderWire | FollowerWire;

/** Tabs of a later build may say things this one does not know: they are not answered. */
export const isWire = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && 'k' in value && ('term' in value || 'from' in value);

export const fromLeader = (wire: Wire): wire is LeaderWire => 'term' in wire;

/** An ImError as plain data; a structured clone would leave only its message. */
export interface Packed {
  readonly imError: ImErrorCode;
  readonly options: ImErrorOptions;
}

export const packError = (error: ImError): Packed => {
  const { message, retry, retryAfter, field, limit, engine, latest, cause } = error;
  const why = cause === undefined ? undefined : String(cause);
  return { imError: error.code, options: { message, retry, retryAfter, field, limit, engine, latest, cause: why } };
};

export const unpackError = ({ imError, options }: Packed): ImError => new ImError(imError, options);

const isPacked = (value: unknown): value is Packed =>
  typeof value === 'object' && value !== null && 'imError' in value && 'options' in value;

/** Answers, where errors may stand as values of a map. */
export const pack = (value: unknown): unknown =>
  value instanceof Map
    ? new Map([...value].map(([key, item]) => [key, isImError(item) ? packError(item) : item]))
    : value;

export const unpack = (value: unknown): unknown =>
  value instanceof Map
    ? new Map([...value].map(([key, item]) => [key, isPacked(item) ? unpackError(item) : item]))
    : value;
