import type { Context } from '../client/context.js';
import type { EngineEvent } from '../engine/index.js';
import type { Application, Group, Member } from '../model/index.js';
import type { Writer } from '../store/index.js';

type Parts = Pick<Context, 'store' | 'userId'>;
type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { readonly type: T }>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const put = <T extends 'group' | 'member' | 'application'>(
  { store }: Parts,
  writer: Writer,
  type: T,
  id: string,
  record: Parameters<typeof writer.put<T>>[2],
): void => {
  if (!same(store.get(type, id), record)) writer.put(type, id, record);
};

/** A list that was loaded gets one more, or loses one. */
const into = ({ store }: Parts, writer: Writer, name: string, id: string): void => {
  const ids = store.list(name);
  if (store.has(`list/${name}`) && !ids.includes(id)) writer.list(name, [...ids, id]);
};
const outOf = ({ store }: Parts, writer: Writer, name: string, gone: (id: string) => boolean): void => {
  const ids = store.list(name);
  if (ids.some(gone))
    writer.list(
      name,
      ids.filter((id) => !gone(id)),
    );
};

/** Those that stand in the list: to groups that the user runs, and invitations to himself. */
export const isListed = ({ userId }: Pick<Parts, 'userId'>, { userId: who, invitedBy }: Application): boolean =>
  invitedBy === undefined ? who !== userId : who === userId;

export const putApplication = (parts: Parts, writer: Writer, application: Application): void => {
  const { store } = parts;
  put(parts, writer, 'application', application.id, application);
  const ids = store.list('applications');
  if (!store.has('list/applications') || ids.includes(application.id) || !isListed(parts, application)) return;
  const older = ids.findIndex((id) => (store.get('application', id)?.at ?? 0) <= application.at);
  const at = older < 0 ? ids.length : older;
  writer.list('applications', [...ids.slice(0, at), application.id, ...ids.slice(at)]);
};

/** Who does not run a group has nothing to answer there. */
const dropApplications = (parts: Parts, writer: Writer, group: string): void =>
  outOf(parts, writer, 'applications', (id) => {
    const application = parts.store.get('application', id);
    return application?.groupId === group && application.invitedBy === undefined;
  });

const groups = (parts: Parts, writer: Writer, { changed, removed = [] }: Of<'groups'>): void => {
  for (const group of changed) {
    put(parts, writer, 'group', group.id, group);
    if (group.kind !== 'group') continue;
    if (group.dismissed) outOf(parts, writer, 'groups', (id) => id === group.id);
    else if (isMine(parts, group)) into(parts, writer, 'groups', group.id);
  }
  for (const id of removed) {
    writer.remove('group', id);
    outOf(parts, writer, 'groups', (one) => one === id);
  }
};

/** Of others one is told nothing, but what was asked for. */
const isMine = ({ store, userId }: Parts, { id }: Group): boolean => {
  const { locked } = store.get('conversation', `group:${id}`)?.standing ?? {};
  const gone = locked === 'removed' || locked === 'left' || locked === 'banned';
  return !gone || store.get('member', `${id}/${userId}`) !== undefined;
};

const member = (parts: Parts, writer: Writer, row: Member): void => {
  const { groupId, userId, role } = row;
  put(parts, writer, 'member', `${groupId}/${userId}`, row);
  into(parts, writer, `members/${groupId}`, userId);
  if (userId !== parts.userId) return;
  if (role === 'member') dropApplications(parts, writer, groupId);
};

const gone = (parts: Parts, writer: Writer, { groupId, userId }: Pick<Member, 'groupId' | 'userId'>): void => {
  writer.remove('member', `${groupId}/${userId}`);
  outOf(parts, writer, `members/${groupId}`, (id) => id === userId);
  if (userId !== parts.userId) return;
  // Of the others he is told nothing more: if he comes again, they are read again.
  for (const other of parts.store.list(`members/${groupId}`)) writer.remove('member', `${groupId}/${other}`);
  writer.list(`members/${groupId}`, undefined);
  outOf(parts, writer, 'groups', (id) => id === groupId);
  dropApplications(parts, writer, groupId);
};

/** Inside a commit. Everything carries what is now: told twice, it is the same. */
export const groupEvent = (parts: Parts, writer: Writer, event: EngineEvent): void => {
  if (event.type === 'groups') groups(parts, writer, event);
  else if (event.type === 'members') {
    for (const row of event.changed) member(parts, writer, row);
    for (const row of event.removed ?? []) gone(parts, writer, row);
  } else if (event.type === 'applications') {
    for (const application of event.changed) putApplication(parts, writer, application);
    if (!event.read) return;
    for (const id of parts.store.list('applications')) writer.patch('application', id, { read: true });
  }
};
