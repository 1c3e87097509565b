import type { ConversationId, DraftMore, MessageId } from '../../core/index.js';
import type { Desk } from './desk.js';
import type { Editing } from './more/editing.js';

/** What is kept with a draft beside its text: who is named in it, and the edit that has the field. */
export const keeping = ({ writing, client }: Desk): ((id: ConversationId) => DraftMore) => {
  const own = new Map<ConversationId, MessageId>();
  return (id) => {
    const marks = writing.marker?.known(id);
    const there = client()?.store.get('draft', id)?.editing;
    const aside = writing.asideOf(id);
    if (aside && 'messageId' in aside) {
      const { messageId, text, base } = aside as Editing;
      const named = writing.marker?.known(aside);
      own.set(id, messageId);
      const editing = { messageId, text, ...(named?.length && { marks: named }), ...(base && { base }) };
      return { ...(marks?.length && { marks }), editing };
    }
    // One of another tab, or one that still waits for its message, is not ours to end.
    const others = there && there.messageId !== own.get(id);
    return { ...(marks?.length && { marks }), ...(others && { editing: there }) };
  };
};
