import type { RunningActs } from '../client/parts.js';
import { invalid } from '../model/index.js';
import { requireFields, requireText } from './checks.js';
import type { Asking } from './host.js';

type Part = Pick<RunningActs['groups'], 'setAttributes' | 'initAttributes' | 'count'>;

const MOST = 100;

/** Key-values and counters that the members share; all of them come with the group. */
export const attributes = (ask: Asking): Part => ({
  async setAttributes(_, id, set, { was } = {}) {
    requireFields('set', set, MOST);
    if (was !== undefined) requireFields('was', was, MOST);
    await ask('setAttributes', 'attributes', id)(id, set, { was });
  },
  async initAttributes(_, id, all) {
    requireFields('all', all, MOST, false);
    await ask('initAttributes', 'init-attributes', id)(id, all);
  },
  async count(token, id, counter, change) {
    requireText('counter', counter, 64);
    const { by, to } = change ?? {};
    if ((by === undefined) === (to === undefined)) throw invalid('change', 'say either by or to');
    if (!Number.isSafeInteger(by ?? to)) throw invalid('change', 'must be a whole number');
    return ask('count', 'counters', id)(id, counter, { by, to }, { call: token });
  },
});
