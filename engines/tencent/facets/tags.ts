import type { CallOptions, TagFacet } from '../../../core/engine/index.js';
import { type ConversationId, ImError } from '../../../core/model/index.js';
import { readTags } from '../events/conversations.js';
import { sdkId } from '../identity.js';
import type { Link } from '../link.js';
import type { Sdk } from '../sdk.js';
import { allRows } from './conversations.js';
import { checkOutcomes } from './row-marks.js';

const LONGEST = 32;

const fold = (name: string): string => name.normalize('NFKC').toLocaleLowerCase('en');

/** The SDK answers some calls with nothing when they are done. */
const silent = (link: Link, work: (sdk: Sdk) => Promise<unknown>, options?: CallOptions): Promise<unknown> =>
  link.call((sdk) => Promise.resolve(work(sdk)).then(() => ({ data: undefined })), options);

/** Groups of conversations: a tag is known by its name. They have no order, and nothing stands first within one. */
export const tagFacet = (link: Link): TagFacet => {
  const names = (options?: CallOptions) => link.call((sdk) => sdk.getConversationGroupList(), options);
  /** Names that differ in their letter case alone are one. */
  const checkName = async (name: string, but: string | undefined, options?: CallOptions): Promise<void> => {
    if (name.length > LONGEST)
      throw new ImError('too-large', { field: 'name', limit: LONGEST, message: `name: at most ${LONGEST} characters` });
    if ((await names(options)).some((one) => one !== but && fold(one) === fold(name)))
      throw new ImError('conflict', { field: 'name', message: 'name: there is such a tag' });
  };
  const made = () => link.kept('tags-made', () => new Map<string, string>());
  const create = async (name: string, ids: readonly ConversationId[], options?: CallOptions): Promise<void> => {
    const [spare] = ids.length > 0 ? [] : await allRows(link, options);
    const wanted = spare ? [spare.conversationID] : ids.map(sdkId);
    if (wanted.length === 0)
      throw new ImError('invalid', { field: 'conversations', message: 'conversations: Tencent makes no tag of none' });
    const which = { groupName: name, conversationIDList: wanted };
    checkOutcomes(await link.call((sdk) => sdk.createConversationGroup(which), options));
    // Without a conversation the SDK makes no group: one goes in, and out again.
    if (spare) checkOutcomes(await link.call((sdk) => sdk.deleteConversationsFromGroup(which), options));
  };
  return {
    list: async (options) => readTags(await names(options)),
    async create(id, name, conversations, options) {
      const before = made().get(id);
      if (before !== undefined) return before;
      await checkName(name, undefined, options);
      await create(name, conversations, options);
      made().set(id, name);
      return name;
    },
    async rename(id, name, options) {
      await checkName(name, id, options);
      if (name !== id)
        await silent(link, (sdk) => sdk.renameConversationGroup({ oldName: id, newName: name }), options);
      return name;
    },
    async remove(id, options) {
      await silent(link, (sdk) => sdk.deleteConversationGroup(id), options);
    },
    async assign(id, conversations, on, options) {
      if (conversations.length === 0) return;
      const which = { groupName: id, conversationIDList: conversations.map(sdkId) };
      checkOutcomes(
        await link.call(
          (sdk) => (on ? sdk.addConversationsToGroup(which) : sdk.deleteConversationsFromGroup(which)),
          options,
        ),
      );
    },
  };
};
