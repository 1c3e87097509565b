import type { TypingFacet } from '../../../core/engine/index.js';
import { targetFor } from '../identity.js';
import type { Link } from '../link.js';
import { typingPayload } from '../typing-codec.js';

export const typingFacet = (link: Link): TypingFacet => ({
  typing(id, what) {
    const tell = async () => {
      const { type, to } = targetFor(id);
      const draft = { to, conversationType: type, payload: typingPayload(what) };
      const lightly = { onlineUserOnly: true, offlinePushInfo: { disablePush: true } };
      await link.call((sdk) => sdk.sendMessage(sdk.createCustomMessage(draft), lightly));
    };
    // Worth nothing a moment later, so nobody waits for it.
    tell().catch(() => undefined);
  },
});
