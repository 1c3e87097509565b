import type { ActsHost } from '../acts/host.js';
import { requireId, requireIds } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import { type ConversationId, type Group, invalid, type UserId } from '../model/index.js';
import { requireFields, requireText } from './checks.js';
import type { Asking } from './host.js';
import type { GroupDraft, GroupPatch } from './types.js';

type Acts = RunningActs['groups'];
type Part = Pick<
  Acts,
  'create' | 'dismiss' | 'join' | 'leave' | 'get' | 'directory' | 'update' | 'announce' | 'transfer' | 'muteAll'
>;

const MOST_IDS = 100;
const ANNOUNCEMENT = 5_000;
const WORDS = 300;

const checkFace = ({ name, avatar, introduction, fields }: GroupPatch | GroupDraft): void => {
  for (const [field, value, most] of [
    ['name', name, 100],
    ['avatar', avatar, 2_048],
    ['introduction', introduction, 1_000],
  ] as const)
    if (value !== undefined && value !== null) requireText(field, value, most);
  if (fields !== undefined) requireFields('fields', fields, 50);
};

/** A group as a whole. What becomes of it comes by events; nothing is guessed. */
export const groups = ({ ctx, rows }: ActsHost, ask: Asking): Part => {
  const { store } = ctx;
  const get = async (ids: readonly string[]): Promise<readonly Group[]> => {
    requireIds('ids', ids);
    const fetch = ask('fetch', 'members');
    const found: Group[] = [];
    for (let from = 0; from < ids.length; from += MOST_IDS)
      found.push(...(await fetch(ids.slice(from, from + MOST_IDS))));
    store.commit('remote', (writer) => {
      for (const group of found) writer.put('group', group.id, group);
    });
    return found;
  };
  return {
    async create(token, draft) {
      if (typeof draft !== 'object' || draft === null) throw invalid('draft', 'must be an object');
      if (draft.members !== undefined) requireIds('members', draft.members);
      if (draft.id !== undefined) requireId('id', draft.id);
      checkFace(draft);
      // Named, it is made once, however often it is asked for.
      const group = await ask('create', 'create-group')({ ...draft, id: draft.id ?? token });
      store.commit('remote', (writer) => writer.put('group', group.id, group));
      const id: ConversationId = `${group.kind}:${group.id}`;
      await rows.get([id]);
      return id;
    },
    dismiss: (_, id) => ask('dismiss', 'dismiss', id)(id),
    async join(_, id, words) {
      if (words !== undefined) requireText('words', words, WORDS);
      const state = await ask('join', 'join-group', id)(id, { words });
      if (state === 'joined') await rows.fetch([`group:${id}`]);
      return state;
    },
    async leave(_, id, successor) {
      if (successor !== undefined) requireId('successor', successor);
      await ask('leave', 'leave', id)(id, { successor });
    },
    get: (_, ids) => get(ids),
    async directory(_, words, cursor) {
      if (words !== undefined) requireText('words', words, 100);
      return ask('directory', words ? 'search-groups' : 'directory')({ words, cursor });
    },
    async update(_, id, patch) {
      if (typeof patch !== 'object' || patch === null) throw invalid('patch', 'must be an object');
      checkFace(patch);
      // Owners alone change how one comes in; what this patch is about decides the back end.
      await ask('update', 'edit-group', id)(id, patch);
    },
    async announce(token, id, text, { notify } = {}) {
      if (text !== null) requireText('text', text, ANNOUNCEMENT);
      if (text === '') throw invalid('text', 'is empty');
      await ask('announce', 'announce', id)(id, text, { notify: notify ? token : undefined });
    },
    async transfer(_, id, to: UserId) {
      requireId('to', to);
      await ask('transfer', 'transfer', id)(id, to);
    },
    async muteAll(_, id, muted) {
      if (typeof muted !== 'boolean') throw invalid('muted', 'must be true or false');
      await ask('muteAll', 'mute-all', id)(id, muted);
    },
  };
};
