import type { CallOptions, ContactFacet } from '../../../core/engine/index.js';
import { ImError, isImError, type Relation, type UserId } from '../../../core/model/index.js';
import { tencentCode } from '../errors.js';
import type { Link } from '../link.js';
import { readContact, readRequests } from '../people.js';
import type { Sdk } from '../sdk.js';
import type { SdkFriend } from '../sdk-people.js';
import { type ContactGroups, contactGroups } from './contact-groups.js';

const WAITS = 30_539;
const KNOWN: readonly unknown[] = [30_520, 2701];

const RELATIONS: Readonly<Record<string, Relation>> = {
  CheckResult_Type_AWithB: 'mine',
  CheckResult_Type_BWithA: 'theirs',
  CheckResult_Type_BothWay: 'both',
};

const codeOf = (error: unknown): unknown => (isImError(error) ? error.engine?.code : undefined);

const invalid = (field: string): ImError => new ImError('invalid', { field, message: `${field}: is none` });

/** The SDK answers some calls with nothing when they are done. */
const silent = (link: Link, work: (sdk: Sdk) => Promise<unknown>, options?: CallOptions): Promise<unknown> =>
  link.call((sdk) => Promise.resolve(work(sdk)).then(() => ({ data: undefined })), options);

/** Named by both; answers the other one, if it came in. */
const asker = (link: Link, request: string): UserId => {
  const [from, to, ...more] = request.split('>');
  if (!from || to !== link.self() || more.length > 0) throw invalid('request');
  return from;
};

const accept = (link: Link, userID: UserId, remark: string | undefined, mutual: boolean, options?: CallOptions) => {
  const type = mutual ? 'Response_Action_AgreeAndAdd' : 'Response_Action_Agree';
  return silent(link, (sdk) => sdk.acceptFriendApplication({ userID, type, ...(remark && { remark }) }), options);
};

const requests = async (link: Link, options?: CallOptions) =>
  readRequests(await link.call((sdk) => sdk.getFriendApplicationList(), options), link.self());

const friend = async (link: Link, id: UserId, options?: CallOptions): Promise<SdkFriend> => {
  const found = (await link.call((sdk) => sdk.getFriendList(), options)).find(({ userID }) => userID === id);
  if (!found) throw tencentCode(2700);
  return found;
};

type Add = NonNullable<ContactFacet['add']>;

/** A group of contacts is made before it is named: the SDK does not hear of those that come with people. */
const add = async (link: Link, groups: ContactGroups, ...[id, options]: Parameters<Add>): ReturnType<Add> => {
  const { words, remark, oneWay, signal } = options;
  const [first, ...rest] = options.groups ?? [];
  for (const name of options.groups ?? []) await groups.make(name, { signal });
  const from = oneWay ? undefined : (await requests(link, { signal })).find((one) => one.from === id);
  let state: Awaited<ReturnType<Add>> = 'added';
  if (from) await accept(link, id, remark, true, { signal });
  else {
    const type = oneWay ? 'Add_Type_Single' : 'Add_Type_Both';
    const more = { ...(words && { wording: words }), ...(remark && { remark }), ...(first && { groupName: first }) };
    try {
      const which = { to: id, source: 'AddSource_Type_Web', type, ...more };
      if ((await link.call((sdk) => sdk.addFriend(which), { signal })).code === WAITS) state = 'pending';
    } catch (error) {
      if (!KNOWN.includes(codeOf(error))) throw error;
    }
  }
  // Lists follow what is told, which has come before the next answer.
  await link.settled({ signal });
  if (state === 'added') for (const name of from && first ? [first, ...rest] : rest) await groups.put(name, id, true);
  return state;
};

export const contactFacet = (link: Link): ContactFacet => {
  const groups = contactGroups(link);
  return {
    async list({ signal } = {}) {
      await link.settled({ signal });
      const found = await link.call((sdk) => sdk.getFriendList(), { signal });
      return { items: found.map(readContact) };
    },
    groups: (options) => groups.names(options),
    add: async (id, options) => add(link, groups, id, options),
    async remove(ids, oneWay, options) {
      const which = { userIDList: [...ids], type: oneWay ? 'Delete_Type_Single' : 'Delete_Type_Both' };
      const { failureUserIDList } = await link.call((sdk) => sdk.deleteFriend(which), options);
      const failed = new Map(failureUserIDList.map(({ userID, code }) => [userID, tencentCode(code)]));
      return new Map(ids.map((id) => [id, failed.get(id) ?? (true as const)]));
    },
    async update(id, { remark, notes, groups: wanted }, options) {
      if (notes !== undefined)
        throw new ImError('unsupported', { field: 'notes', message: 'notes: Tencent has no field for them by itself' });
      const now = await friend(link, id, options);
      if (remark !== undefined)
        await link.call((sdk) => sdk.updateFriend({ userID: id, remark: remark ?? '' }), options);
      if (!wanted) return;
      const before = [...now.groupList];
      for (const name of before) if (!wanted.includes(name)) await groups.put(name, id, false, options);
      for (const name of wanted) if (!before.includes(name)) await groups.put(name, id, true, options);
    },
    async check(ids, options) {
      const which = { userIDList: [...ids], type: 'CheckResult_Type_Both' };
      const { successUserIDList } = await link.call((sdk) => sdk.checkFriend(which), options);
      return new Map(successUserIDList.map(({ userID, relation }) => [userID, RELATIONS[relation] ?? 'none']));
    },
    async requests({ signal } = {}) {
      await link.settled({ signal });
      return { items: await requests(link, { signal }) };
    },
    /** One that is there no more has been answered. */
    async answer(request, yes, { remark, mutual = true, signal } = {}) {
      const userID = asker(link, request);
      const answered = yes
        ? accept(link, userID, remark, mutual, { signal })
        : silent(link, (sdk) => sdk.refuseFriendApplication({ userID }), { signal });
      await answered.catch((error: unknown) => {
        if (!isImError(error) || error.code !== 'not-found') throw error;
      });
      await link.settled({ signal });
    },
    async readRequests(options) {
      await silent(link, (sdk) => sdk.setFriendApplicationRead(), options);
    },
    async group(name, members, options) {
      await groups.make(name, options);
      for (const id of members) await groups.put(name, id, true, options);
    },
    async regroup(name, to, options) {
      if (to === null) await link.call((sdk) => sdk.deleteFriendGroup({ name }), options);
      else await link.call((sdk) => sdk.renameFriendGroup({ oldName: name, newName: to }), options);
    },
  };
};
