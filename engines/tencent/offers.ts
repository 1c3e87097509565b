import type { Action, Availability, Engine, Facts } from '../../core/engine/index.js';
import { type ConversationId, kindOf } from '../../core/model/index.js';
import { can } from './can.js';
import type { TencentOptions } from './options.js';
import { SEARCHES } from './search-query.js';

const canSearch = (action: Action, target?: ConversationId, facts?: Facts): Availability => {
  if (action === 'search-members') return can('members', target, facts);
  // Communities and live rooms are not searched.
  return target === undefined || ['direct', 'group'].includes(kindOf(target)) ? 'available' : 'unsupported';
};

/** Free between two, bought for groups. */
const IN_GROUPS: readonly Action[] = ['receipt', 'readers'];
const isFree = (action: Action, target?: ConversationId): boolean =>
  IN_GROUPS.includes(action) && (target === undefined || kindOf(target) === 'direct');

/** Who is put out of a live room is kept out, for a moment. */
const neededFor = (action: Action, target: ConversationId | undefined): Action =>
  action === 'kick' && target !== undefined && kindOf(target) === 'room' ? 'ban' : action;

/** What this engine, set up so, can do for an app. `lacks`: what the app has not bought. */
export const offers =
  ({ search, uploadPlugin }: TencentOptions, lacks: (action: Action) => boolean): Engine['can'] =>
  (action, target, facts) => {
    if (action === 'upload' && !uploadPlugin) return 'disabled';
    const searching = SEARCHES.includes(action);
    if (searching && !search) return 'unsupported';
    const answer = searching ? canSearch(action, target, facts) : can(action, target, facts);
    return answer !== 'unsupported' && !isFree(action, target) && lacks(neededFor(action, target))
      ? 'disabled'
      : answer;
  };
