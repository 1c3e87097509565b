import type { Ops } from '../../protocol/index.js';
import { mayOpen, toKey } from '../access.js';
import { isUnheard } from '../blocks.js';
import { object, oneOf } from '../check.js';
import { isDirect, peerOf, wireId } from '../ids.js';
import type { OpTable, UserCall } from '../op.js';
import type { Session } from '../session.js';
import { privacyOf } from '../settings.js';
import { listeners } from '../shield.js';
import { pushSignal } from '../signals.js';
import { requireVoice } from '../standing.js';
import { conversationId } from './messages.js';

/** One signal in this time for each conversation; others are swallowed. */
const EVERY_MS = 1_000;
const MOST_CONVERSATIONS = 200;

type What = Ops['typing.set']['args']['what'];
const last = new WeakMap<Session, Map<string, { readonly at: number; readonly what: What }>>();

const due = (session: Session, key: string, what: What, now: number): boolean => {
  const known = last.get(session) ?? new Map<string, { readonly at: number; readonly what: What }>();
  last.set(session, known);
  const before = known.get(key);
  // The end is always told, once.
  const skip = what === 'nothing' ? before?.what === 'nothing' : before && Math.abs(now - before.at) < EVERY_MS;
  if (skip) return false;
  if (known.size >= MOST_CONVERSATIONS) known.clear();
  known.set(key, { at: what === 'nothing' ? (before?.at ?? 0) : now, what });
  return true;
};

const others = async ({ core, session, user }: UserCall, key: string): Promise<string[]> =>
  core.read(async (tx) => {
    const member = await tx.members.get(key, user);
    if (!member) await mayOpen({ tx }, { id: user, kind: session.kind }, key, core.settings.desks);
    if (member) await requireVoice(tx, member, core.clock.now());
    if (await isUnheard(tx, user, key, core.settings.desks)) return [];
    const all = isDirect(key) ? [peerOf(key, user)] : await tx.members.users(key);
    const users = await listeners(core, tx, key, all);
    // Who keeps it to himself writes unseen, whatever his page says.
    return (await privacyOf(tx, user)).typing ? users.filter((one) => one !== user) : [];
  });

export const typingOps: OpTable<'typing.set'> = {
  'typing.set': {
    auth: 'user',
    check: object({ conversation: conversationId, what: oneOf('text', 'voice', 'nothing') }),
    async run(call, { conversation, what }) {
      const { core, session, user } = call;
      const key = toKey(conversation, user);
      const users = await others(call, key);
      if (!due(session, key, what, core.clock.now())) return {};
      for (const other of users) {
        pushSignal(core, other, { t: 'typing', conversation: wireId(key, other), user, what });
      }
      return {};
    },
  },
};
