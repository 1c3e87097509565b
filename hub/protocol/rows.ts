import type { WireKind } from './records.js';

/** One's own: `folded` rows stand together at the end, `hidden` ones only in the list that asks for them. */
export type WireMark = 'star' | 'folded' | 'hidden';

/** All that are given must hold. */
export interface WireFilter {
  readonly kinds?: readonly WireKind[];
  /** Those pinned within it stand first, in the place of those pinned. */
  readonly tag?: string;
  readonly mark?: WireMark;
  readonly unread?: boolean;
  /** True: only those with `notify: 'none'`; false: only the others. */
  readonly muted?: boolean;
  /** In the title or the id, at most 100 characters; letter case is ignored. */
  readonly words?: string;
}

/** `place` sorts, ascending. */
export interface WireTag {
  readonly id: string;
  readonly name: string;
  readonly place: number;
}

/** All of it is one's own: nobody else is told or sees a difference. Own other devices are told. */
export interface RowOps {
  'conversations.mark': {
    args: { readonly conversations: readonly string[]; readonly mark: WireMark; readonly on: boolean };
    result: Record<never, never>;
  };
  /** JSON of at most 4,096 characters, in the place of what was there; absent takes it away. */
  'conversations.data': {
    args: { readonly conversation: string; readonly data?: unknown };
    result: Record<never, never>;
  };
  /** While on, nothing of it is told: no events, no signals, no unread, no push. What was said can be read when it is asked for. */
  'conversations.shield': {
    args: { readonly conversation: string; readonly on: boolean };
    result: Record<never, never>;
  };
  /** Clears and hides all rows of these kinds, all without. `count`: how many that changed. */
  'conversations.wipe': { args: { readonly kinds?: readonly WireKind[] }; result: { readonly count: number } };
  /** Reads up to the end all of these kinds, or with this tag; all without. Not what is shielded. */
  'conversations.read-all': {
    args: { readonly kinds?: readonly WireKind[]; readonly tag?: string };
    result: { readonly count: number };
  };
  'tags.list': { args: Record<never, never>; result: { readonly items: readonly WireTag[] } };
  /** At most 20 tags of different names, of 1,000 conversations each. The same `id` again is the same tag. */
  'tags.create': {
    args: { readonly id?: string; readonly name: string; readonly conversations?: readonly string[] };
    result: { readonly id: string };
  };
  'tags.rename': { args: { readonly id: string; readonly name: string }; result: Record<never, never> };
  'tags.remove': { args: { readonly id: string }; result: Record<never, never> };
  /** All ids, in their new order. */
  'tags.sort': { args: { readonly ids: readonly string[] }; result: Record<never, never> };
  'tags.assign': {
    args: { readonly id: string; readonly conversations: readonly string[]; readonly on: boolean };
    result: Record<never, never>;
  };
  /** The conversation must have the tag. */
  'tags.pin': {
    args: { readonly id: string; readonly conversation: string; readonly pinned: boolean };
    result: Record<never, never>;
  };
}
