import type { CommandFacet } from '../../../core/engine/index.js';
import { ImError, invalid } from '../../../core/model/index.js';
import { commandPayload } from '../command-codec.js';
import { targetFor } from '../identity.js';
import type { Link } from '../link.js';

const NAME = /^[A-Za-z0-9._:-]{1,64}$/;
/** UTF-8 bytes as JSON. */
const MOST_DATA = 8_192;
/** Ids that are kept for who asks again. */
const KEPT = 200;

/** Messages that go to whoever is online and are kept nowhere. */
export const commandFacet = (link: Link): CommandFacet => ({
  async send({ id, conversationId, name, data, keep }, options) {
    if (!NAME.test(name)) throw invalid('name', 'is 1 to 64 characters of A-Z a-z 0-9 . _ : -');
    if (data !== undefined && new TextEncoder().encode(JSON.stringify(data)).length > MOST_DATA)
      throw new ImError('too-large', { field: 'data', limit: MOST_DATA, message: `data: at most ${MOST_DATA} bytes` });
    // Nobody is told later of a message that is no row of his.
    if (keep) throw new ImError('unsupported', { field: 'keep', message: 'keep: Tencent keeps no commands' });
    const { type, to } = conversationId === undefined ? { type: 'C2C', to: link.self() } : targetFor(conversationId);
    const sent = link.kept('commands sent', () => new Map<string, Promise<unknown>>());
    const draft = {
      to,
      conversationType: type,
      payload: commandPayload({ id, name, ...(data !== undefined && { data }) }),
    };
    const lightly = { onlineUserOnly: true, offlinePushInfo: { disablePush: true } };
    const under = sent.get(id) ?? link.call((sdk) => sdk.sendMessage(sdk.createCustomMessage(draft), lightly), options);
    sent.set(id, under);
    if (sent.size > KEPT) for (const [first] of [...sent].slice(0, KEPT / 2)) sent.delete(first);
    under.catch(() => sent.delete(id));
    await under;
  },
});
