export { type Grouping, grouping } from './grouping.js';
export { insertPlaced } from './insert.js';
export { neighbours } from './neighbours.js';
export { PAGE_SIZE, pageList, pendingList } from './pages.js';
export { addPending, breakTail, dropTimeline, isBefore, placePending, removePending, removePlaced } from './pending.js';
export type * from './types.js';
export {
  gapAfter,
  hasOlder,
  idsOf,
  newestPlaced,
  oldestPlaced,
  pageOf,
  pagesOf,
  sliceOf,
  type TimelineWindow,
  windowOf,
} from './window.js';
