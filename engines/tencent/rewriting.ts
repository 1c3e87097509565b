import type { CallOptions } from '../../core/engine/index.js';
import type { WireContent } from '../../core/model/index.js';
import { writeContent } from './content/codec.js';
import { type Ours, rewriteAdded } from './content/ours.js';
import type { Link } from './link.js';
import { checkBytes } from './outgoing.js';
import type { SdkMessage } from './sdk.js';

/** The same message with other content. Throws `too-large`. */
export const withContent = (old: SdkMessage, content: WireContent, ours: Partial<Ours> = {}): SdkMessage => {
  const { type, payload, whole } = writeContent(content);
  const cloudCustomData = rewriteAdded(old.ID, old.cloudCustomData, { w: whole, ...ours });
  checkBytes(payload, cloudCustomData);
  // A copy: what the SDK holds stays as it was until the server has agreed.
  return { ...old, type, payload, cloudCustomData, _elements: [{ type, content: payload }] };
};

export const rewrite = (link: Link, next: SdkMessage, options?: CallOptions): Promise<unknown> =>
  link.call((sdk) => sdk.modifyMessage(next), options);
