import type { ConversationId, TextMark } from '../../../core/index.js';
import type { Desk } from '../desk.js';
import type { Marker, MarkKey } from '../writing.js';
import { cutOut, moved, remark } from './marks.js';
import { membersOf, mentions, more } from './people.js';

/** Who is named where in each text that is being written. */
export class Tracker implements Marker {
  readonly #desk: Desk;
  readonly #marks = new Map<MarkKey, readonly TextMark[]>();
  /** As it was when we last heard of it. */
  readonly #last = new Map<MarkKey, string>();
  /** Texts that were not written before our eyes: drafts of yesterday, and of other tabs. */
  readonly #strange = new Set<MarkKey>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Those that are known, without looking for any. */
  known(of: MarkKey): readonly TextMark[] | undefined {
    return this.#marks.get(of) ?? (typeof of === 'object' ? of.marks : undefined);
  }

  /** Those of the text in the field; found anew where it came from a draft that does not name them. */
  current(of: MarkKey, text: string): readonly TextMark[] {
    const marks = this.#marks.get(of) ?? this.#kept(of, text);
    if (marks?.length) return marks;
    if (typeof of === 'object') return marks ?? of.marks ?? [];
    if (text.includes('@') && this.#last.get(of) !== text && !this.#strange.has(of)) {
      this.#strange.add(of);
      const client = this.#desk.client();
      if (client && mentions(client, of)) void more(client, of);
    }
    return this.#strange.has(of) ? this.#found(of, text) : [];
  }

  /** Those that the draft has kept, whatever people are called by now. */
  #kept(of: MarkKey, text: string): readonly TextMark[] | undefined {
    const draft = typeof of === 'object' ? undefined : this.#desk.client()?.store.get('draft', of);
    if (!draft?.marks || draft.text !== text) return undefined;
    this.#marks.set(of as ConversationId, draft.marks);
    return draft.marks;
  }

  add(of: MarkKey, mark: TextMark): void {
    this.#marks.set(of, [...(this.#marks.get(of) ?? []), mark]);
  }

  changed(of: MarkKey, before: string, after: string): void {
    const marks = this.current(of, before);
    const input = this.#desk.input();
    const caret = input?.value === after ? input.selectionStart : undefined;
    if (marks.length > 0) this.#marks.set(of, moved(marks, before, after, caret));
    this.#last.set(of, after);
    if (!after) this.#strange.delete(of);
  }

  take(of: MarkKey, lead: number, length: number): readonly TextMark[] {
    const { text } = this.#desk.writing;
    const marks = this.current(of, text);
    this.#marks.delete(of);
    this.#strange.delete(of);
    this.#last.set(of, '');
    return cutOut(marks, text, lead, length);
  }

  back(of: MarkKey, marks: readonly TextMark[]): void {
    if (marks.length > 0) this.#marks.set(of, marks);
  }

  #found(id: ConversationId, text: string): readonly TextMark[] {
    const client = this.#desk.client();
    if (!client || !text.includes('@') || !mentions(client, id)) return [];
    const everybody = this.#desk.i18n().t('composer.all');
    const people = membersOf(client, id).flatMap(({ user, name, card }) => [
      { user, name },
      ...(card ? [{ user, name: card }] : []),
    ]);
    const all = client.can('mention-all', id) === 'available' ? [{ user: '*', name: everybody }] : [];
    return remark(text, [...people, ...all]);
  }
}
