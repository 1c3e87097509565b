import type { ConversationId, TextMark } from '../../../core/index.js';
import type { Desk } from '../desk.js';
import type { Marker, MarkKey } from '../writing.js';
import { cutOut, moved, remark } from './marks.js';
import { membersOf, mentions } from './people.js';

/** Who is named where in each text that is being written. */
export class Tracker implements Marker {
  readonly #desk: Desk;
  readonly #marks = new Map<MarkKey, readonly TextMark[]>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Those of the text in the field; found anew where it came from a draft. */
  current(of: MarkKey, text: string): readonly TextMark[] {
    let marks = this.#marks.get(of);
    if (!marks) {
      marks = typeof of === 'object' ? (of.marks ?? []) : this.#found(of, text);
      // What the store did not know yet may be found later.
      if (marks.length > 0 || typeof of === 'object') this.#marks.set(of, marks);
    }
    return marks;
  }

  add(of: MarkKey, text: string, mark: TextMark): void {
    this.#marks.set(of, [...this.current(of, text), mark]);
  }

  changed(of: MarkKey, before: string, after: string): void {
    const marks = this.current(of, before);
    const input = this.#desk.input();
    const caret = input?.value === after ? input.selectionStart : undefined;
    if (marks.length > 0) this.#marks.set(of, moved(marks, before, after, caret));
  }

  take(of: MarkKey, lead: number, length: number): readonly TextMark[] {
    const { text } = this.#desk.writing;
    const marks = this.current(of, text);
    this.#marks.delete(of);
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
