import { applyChange } from './apply.js';
import { asking } from './asking.js';
import { byKind } from './by-kind.js';
import { changing } from './changing.js';
import { commands } from './commands.js';
import { conversations } from './conversations.js';
import { deleting, forget } from './deleting.js';
import { forward } from './forward.js';
import { grow } from './grow.js';
import type { ActsHost, RunningActs } from './host.js';
import { insert } from './insert.js';
import { interpreting } from './interpreting.js';
import { jumping } from './jumping.js';
import { profile } from './profile.js';
import { searchMessages } from './search.js';
import { settings } from './settings.js';
import { signals } from './signals.js';

/** Everything that can be done beside sending and reading. */
export const createActs = (host: ActsHost): RunningActs => ({
  messages: {
    ...changing(host),
    ...deleting(host),
    ...asking(host),
    ...insert(host),
    ...jumping(host),
    ...interpreting(host),
    grow: grow(host),
    forward: forward(host),
    search: (_, query) => searchMessages(host.ctx, query),
    byKind: (_, id, kinds, before) => byKind(host.ctx, id, kinds, before),
  },
  conversations: conversations(host),
  users: profile(host),
  commands: commands(host),
  signals: signals(host),
  settings: settings(host),
  change: (entry, options) => applyChange(host, entry, options),
  cleared: (id, upTo) => forget(host, id, upTo),
});
