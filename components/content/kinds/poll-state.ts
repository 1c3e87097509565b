import { tallyOf, voteKey, voteOf } from '../../../core/content/kinds/poll.js';
import {
  type Client,
  type ContentOf,
  kindOf,
  type Message,
  type MessageId,
  type Store,
  targetOf,
  withChanges,
} from '../../../core/index.js';

export interface PollState {
  /** With what the reader has done and the back end does not know yet. */
  readonly message: Message;
  readonly tally: ReturnType<typeof tallyOf>;
  /** Option ids. */
  readonly mine: readonly string[];
  readonly sending: boolean;
  readonly mayVote: boolean;
  readonly mayClose: boolean;
}

/** How a poll stands for the reader. */
export function pollState(poll: ContentOf<'poll'>, shown: Message, client: Client): PollState {
  const { store, userId } = client;
  const record = store.get('change', shown.id);
  const message = withChanges(store.get('message', shown.id) ?? shown, record, userId);
  const tally = tallyOf(poll, message);
  const open = !tally.closed && client.can('extend', shown.id) === 'available';
  const key = voteKey(userId);
  const sending = record?.changes.some(
    (one) =>
      one.name === 'extend' &&
      one.failed === undefined &&
      (Object.hasOwn(one.args.set ?? {}, key) || one.args.remove?.includes(key)),
  );
  const mine = tally.closed && tally.by ? countedOf(poll, tally.by, userId) : voteOf(poll, message, userId);
  return {
    ...{ message, tally, mine, sending: sending ?? false, mayVote: open },
    mayClose: open && (shown.own || runs(store, shown, userId)),
  };
}

/** What was counted of the reader when the poll was closed. */
const countedOf = (poll: ContentOf<'poll'>, by: readonly (readonly string[])[], userId: string): readonly string[] =>
  poll.options.filter((_, at) => by[at]?.includes(userId)).map(({ id }) => id);

const runs = (store: Store, { conversationId }: Message, userId: string): boolean =>
  kindOf(conversationId) === 'group' &&
  (store.get('member', `${targetOf(conversationId)}/${userId}`)?.role ?? 'member') !== 'member';

/** What was chosen and not yet sent, for as long as the page is there: rows come and go as one scrolls. */
const drafts = new WeakMap<Client, Map<MessageId, readonly string[]>>();

export const choiceOf = (client: Client, id: MessageId): readonly string[] | undefined => drafts.get(client)?.get(id);

export function keepChoice(client: Client, id: MessageId, choice: readonly string[] | undefined): void {
  const all = drafts.get(client) ?? new Map<MessageId, readonly string[]>();
  if (choice) all.set(id, choice);
  else all.delete(id);
  drafts.set(client, all);
}
