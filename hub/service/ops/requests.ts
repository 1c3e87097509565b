import type { Ops } from '../../protocol/index.js';
import { boolean, object, optional, token } from '../check.js';
import { addContact, dropRequest, putRequest, requestOf, settleRequest, wireRequest } from '../contacts.js';
import { HubError, notFound } from '../errors.js';
import type { OpTable, UserCall } from '../op.js';
import { noVisitors, pageArgs, paged, readPage } from '../paging.js';
import type { Work } from '../work.js';
import { remark, words } from './contacts.js';

const requestName = token(129);
/** Requests marked as read at a time. */
const CHUNK = 500;

const answer = async (work: Work, user: string, args: Ops['contacts.answer']['args']): Promise<void> => {
  const { id, accept, reason, remark: name, mutual = true } = args;
  const own = await requestOf(work.tx, user, id);
  if (own?.to !== user) throw notFound('id');
  const state = accept ? 'accepted' : 'refused';
  if (own.state === state) return;
  if (own.state !== 'pending') {
    const latest = wireRequest(id, own);
    throw new HubError('conflict', 'id: answered already, otherwise', { field: 'id', latest });
  }
  const asked = await settleRequest(work, id, state, accept ? undefined : reason);
  if (!accept) return;
  await addContact(work, own.from, user, asked);
  if (mutual && !own.oneWay) await addContact(work, user, own.from, { remark: name });
};

const withdraw = async (work: Work, user: string, id: string): Promise<void> => {
  const own = await requestOf(work.tx, user, id);
  if (!own) return;
  if (own.from !== user) throw notFound('id');
  if (own.state !== 'pending') return;
  await dropRequest(work, user, id);
  const theirs = await requestOf(work.tx, own.to, id);
  if (theirs?.state === 'pending') await dropRequest(work, own.to, id);
};

const readAll = async (work: Work, user: string): Promise<void> => {
  for (const { id, doc } of await work.tx.docs.page('contact-request', user, { limit: CHUNK })) {
    if (!doc.read) await putRequest(work, user, id, { ...doc, read: true });
  }
};

const done = async (call: UserCall, run: (work: Work) => Promise<void>): Promise<Record<never, never>> => {
  noVisitors(call);
  await call.core.write(run);
  return {};
};

type Name = 'requests' | 'answer' | 'withdraw' | 'read';

export const requestOps: OpTable<`contacts.${Name}`> = {
  'contacts.requests': {
    auth: 'user',
    check: object(pageArgs),
    async run(call, args) {
      noVisitors(call);
      const { limit, query } = readPage(args);
      const newest = { ...query, descending: true };
      const rows = await call.core.read((tx) => tx.docs.page('contact-request', call.user, newest));
      return paged(rows, limit, ({ id, doc }) => wireRequest(id, doc));
    },
  },
  'contacts.answer': {
    auth: 'user',
    check: object({
      id: requestName,
      accept: boolean,
      reason: optional(words),
      remark: optional(remark),
      mutual: optional(boolean),
    }),
    run: (call, args) => done(call, (work) => answer(work, call.user, args)),
  },
  'contacts.withdraw': {
    auth: 'user',
    check: object({ id: requestName }),
    run: (call, { id }) => done(call, (work) => withdraw(work, call.user, id)),
  },
  'contacts.read': {
    auth: 'user',
    check: object({}),
    run: (call) => done(call, (work) => readAll(work, call.user)),
  },
};
