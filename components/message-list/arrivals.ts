import type { Message, MessageId, Store, TimelineWindow } from '../../core/index.js';
import { previewText } from '../shared/preview.js';
import { nameIn } from '../shared/titles.js';
import type { Translator } from '../shared/translator.js';

/** More than these at once is a catch-up, whatever it says of itself: nothing moves for it. */
const MOST_FRESH = 5;

/** Tells what is new at the live end of a window from what was merely loaded. */
export class Arrivals {
  /** Rows that are let in with a motion. */
  readonly fresh = new Set<MessageId>();
  #known: ReadonlySet<MessageId> | undefined;
  #atEnd = false;

  reset(): void {
    this.fresh.clear();
    this.#known = undefined;
  }

  /** Messages that came at the end since the last call, oldest first; none unless `live`. */
  take(
    store: Store,
    view: TimelineWindow,
    now: { readonly live: boolean; readonly pinned: boolean },
  ): readonly Message[] {
    const known = this.#known;
    const compared = known && this.#atEnd && view.atEnd && now.live;
    this.#known = new Set(view.ids);
    this.#atEnd = view.atEnd;
    if (!compared) return [];
    const added: Message[] = [];
    for (const id of view.ids.toReversed()) {
      const message = store.get('message', id);
      if (!known.has(id)) message && added.unshift(message);
      else if (message?.order) break; // rows of one's own that wait stand below what arrives
    }
    if (known.size === 0 && added.length > MOST_FRESH) return [];
    if (now.pinned && added.length <= MOST_FRESH) for (const { id } of added) this.fresh.add(id);
    return added;
  }
}

/** A message as it is told to those who listen. */
export const spoken = (message: Message, store: Store, i18n: Translator): string => {
  const name = nameIn(store, message.senderId);
  return `${i18n.t('messages.from', { name })} ${previewText(message, store, i18n)}`;
};
