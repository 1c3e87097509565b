import type { OrderKey } from '../model/index.js';

/** How the back end orders a conversation: `EngineInfo.ordering`. With `seq` a hole in the numbers is a gap. */
export type Ordering = 'seq' | 'time';

/** What was asked for and what the answer says of its ends; `before` and `after` as in the query. */
export interface FetchedPage {
  readonly before?: OrderKey;
  readonly after?: OrderKey;
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** Without `page`: live or caught up, in any order. With: a run of history in which nothing is missing. */
export interface Arrival {
  readonly ordering: Ordering;
  readonly page?: FetchedPage;
}
