import type { DirectoryFacet, Page, PageOptions } from '../../../core/engine/index.js';
import { type Group, ImError, type UserId } from '../../../core/model/index.js';
import { unlessRefused } from '../abilities.js';
import { readGroup } from '../groups.js';
import { checkLimit } from '../guard.js';
import type { Link } from '../link.js';
import { checkWords, SEARCHES } from '../search-query.js';
import { readUser } from './users.js';

const PAGE = 20;
const MOST = 100;

/** All of the words stand in what is found, in whatever order. */
const queryFor = (words: string, { cursor, limit }: PageOptions) => {
  checkLimit(limit, MOST);
  const [keyword = ''] = checkWords([words]);
  return {
    keywordList: [keyword],
    keywordListMatchType: 'and' as const,
    count: limit ?? PAGE,
    ...(cursor && { cursor }),
  };
};

/** People by their names, in part, and by whole ids. */
export const directoryFacet = (link: Link): DirectoryFacet => ({
  async search(words, options = {}) {
    const query = queryFor(words, options);
    const page = await unlessRefused(
      link,
      SEARCHES,
      link.call((sdk) => sdk.searchCloudUsers(query), options, 'query_user'),
    );
    return { items: page.searchResultList.map(readUser), ...(page.cursor && { next: page.cursor }) };
  },
});

/** There is no list of all public groups: only what has the words in its name, or is named by its whole id. */
export const findGroups = async (
  link: Link,
  { words, ...options }: PageOptions & { readonly words?: string },
): Promise<Page<Group>> => {
  if (!words)
    throw new ImError('unsupported', { field: 'words', message: 'words: Tencent lists no groups without them' });
  const query = queryFor(words, options);
  const page = await unlessRefused(
    link,
    SEARCHES,
    link.call((sdk) => sdk.searchCloudGroups(query), options, 'query_grp'),
  );
  const items = page.searchResultList.map(readGroup).filter(({ kind, type }) => kind === 'group' && type);
  return { items, ...(page.cursor && { next: page.cursor }) };
};

/** Of one group, by names, cards and whole ids. */
export const findMembers = async (
  link: Link,
  groupID: string,
  words: string,
  options: PageOptions,
): Promise<{ readonly ids: readonly UserId[]; readonly next?: string }> => {
  const query = { ...queryFor(words, options), groupIDList: [groupID] };
  const page = await unlessRefused(
    link,
    SEARCHES,
    link.call((sdk) => sdk.searchCloudGroupMembers(query), options, 'query_grp_member'),
  );
  const own = page.searchResultList.filter(({ groupInfo }) => groupInfo.groupID === groupID);
  const ids = own.flatMap(({ memberList }) => memberList.map(({ userID }) => userID));
  return { ids, ...(page.cursor && { next: page.cursor }) };
};
