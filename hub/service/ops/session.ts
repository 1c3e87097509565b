import { type Ops, PROTOCOL, type Welcome } from '../../protocol/index.js';
import type { DeviceRow, UserRow } from '../../storage/port.js';
import { id, integer, object, oneOf, optional, string } from '../check.js';
import type { Core } from '../core.js';
import { HubError, notFound } from '../errors.js';
import { isUserId } from '../ids.js';
import type { NobodyCall, OpTable } from '../op.js';
import { Session } from '../session.js';
import type { Claims } from '../types.js';
import { wireUser } from '../wire.js';
import type { Work } from '../work.js';
import { tellUser } from './users.js';

type HelloArgs = Ops['session.hello']['args'];

export const TOKEN = 8_192;
const MOST_DEVICES = 100;

/** Claims that hold now. Throws `unauthorized`. */
export const claimsOf = async (core: Core, token: string): Promise<Claims> => {
  const claims = await core.tokens.verify(token);
  const refuse = (why: string) => new HubError('unauthorized', `token: ${why}`, { field: 'token' });
  if (!isUserId(claims.userId)) throw refuse('names no user id this hub takes');
  if (claims.expiresAt !== undefined && claims.expiresAt <= core.clock.now()) throw refuse('expired');
  return claims;
};

/** The site's word on name and picture counts when it changes; in between, the person's own. */
const upsert = async (work: Work, { userId, kind, name, avatar }: Claims): Promise<UserRow> => {
  const known = await work.tx.users.get(userId);
  if (known && known.kind !== kind) {
    throw new HubError('unauthorized', 'token: of another kind of user', { field: 'token' });
  }
  const claimed = { ...(name !== undefined && { name }), ...(avatar !== undefined && { avatar }) };
  const old = known?.claimed ?? {};
  if (known && !known.erased && old.name === claimed.name && old.avatar === claimed.avatar) return known;
  const face = {
    ...(claimed.name !== undefined && claimed.name !== old.name && { name: claimed.name }),
    ...(claimed.avatar !== undefined && claimed.avatar !== old.avatar && { avatar: claimed.avatar }),
  };
  const { erased: _, ...kept } = known ?? {};
  const row: UserRow = { id: userId, kind, createdAt: work.now, ...kept, ...face, claimed };
  await work.tx.users.put(row);
  if (known) await tellUser(work, userId);
  return row;
};

/** Ids of devices are the clients' own words: the oldest that are not here are forgotten when there are too many. */
const forgetOld = async ({ tx }: Work, core: Core, { user, id }: DeviceRow): Promise<void> => {
  const devices = await tx.devices.list(user);
  if (devices.length <= MOST_DEVICES) return;
  const away = devices.filter((one) => one.id !== id && !core.online.has(user, one.id));
  const most = Math.max(0, away.length - (devices.length - MOST_DEVICES));
  for (const old of away.slice(most)) await tx.devices.remove(user, old.id);
};

/** A token that says no time of its own is as good as new. */
const isBefore = ({ issuedAt = Number.POSITIVE_INFINITY }: Claims, time: number | undefined): boolean =>
  time !== undefined && issuedAt < time;

/** Throws `unauthorized` for tokens made before the person ended that session, or changed the password and ended all. */
const checkTime = async ({ tx }: Pick<Work, 'tx'>, claims: Claims, device: string): Promise<void> => {
  const { userId } = claims;
  const [ended, account] = [
    await tx.docs.get('ended', userId, device),
    await tx.docs.get('account', userId, 'password'),
  ];
  if (isBefore(claims, ended && ended.at + 1) || isBefore(claims, account?.since)) {
    throw new HubError('unauthorized', 'token: made before this session was ended', { field: 'token' });
  }
};

/** Devices that ended are remembered while they may hold a token that holds. */
const MOST_ENDED = 100;
const noteEnded = async ({ tx, now }: Work, user: string, device: string): Promise<void> => {
  await tx.docs.put('ended', user, device, { at: now }, now);
  if ((await tx.docs.count('ended', user)) <= MOST_ENDED) return;
  const [oldest] = await tx.docs.page('ended', user, { limit: 1 });
  if (oldest) await tx.docs.remove('ended', user, oldest.id);
};

const signIn = async (work: Work, core: Core, claims: Claims, { device, cursor }: HelloArgs) => {
  await checkTime(work, claims, device.id);
  const user = await upsert(work, claims);
  const row: DeviceRow = { ...device, user: user.id, seenAt: work.now };
  await work.tx.devices.put(row);
  await forgetOld(work, core, row);
  const [head, floor] = [await work.tx.events.head(), await work.tx.events.floor()];
  const known = cursor !== undefined && cursor >= floor && cursor <= head;
  const most = core.settings.retention.replay;
  const replay = known && (await work.tx.events.countAfter(user.id, cursor, most + 1)) <= most;
  return { user, device: row, head, from: replay ? cursor : undefined };
};

const NOT_FOR_VISITORS = ['contacts', 'request-contact', 'contact-groups', 'block', 'search-users'];
const withoutOf = ({ settings }: Core, kind: Claims['kind']): string[] => [
  ...(kind === 'visitor' ? NOT_FOR_VISITORS : settings.directory ? [] : ['search-users']),
  ...(settings.accounts ? [] : ['accounts']),
];

const hello = async ({ core, caller, session }: NobodyCall, args: HelloArgs): Promise<Welcome> => {
  if (session) throw new HubError('conflict', 'this connection is signed in already');
  if (args.protocol !== PROTOCOL) {
    throw new HubError('unsupported', `protocol: this hub speaks ${PROTOCOL}`, { field: 'protocol', limit: PROTOCOL });
  }
  const claims = await claimsOf(core, args.token);
  const { user, device, head, from } = await core.write((work) => signIn(work, core, claims, args));
  const sessionId = core.random();
  const replayTo = from === undefined ? undefined : head;
  const parts = { id: sessionId, user: user.id, kind: user.kind, device };
  caller.begin((line) => new Session({ ...parts, line }, core.queue, from ?? head, replayTo), claims);
  if (core.settings.devices === 'one-per-class') kickClass(core, device);
  return {
    user: wireUser(user),
    session: sessionId,
    time: core.clock.now(),
    limits: core.settings.limits,
    cursor: head,
    sync: from === undefined ? 'full' : 'replay',
    without: withoutOf(core, user.kind),
  };
};

const kickClass = (core: Core, device: DeviceRow): void => {
  for (const other of core.online.of(device.user)) {
    if (other.device.class !== device.class || other.device.id === device.id) continue;
    other.line.bye({ why: 'kicked', reason: 'signed in on another device' });
  }
};

export const sessionOps: OpTable<
  'session.hello' | 'session.refresh' | 'session.logout' | 'session.ping' | 'session.devices' | 'session.end'
> = {
  'session.hello': {
    auth: 'none',
    check: object({
      protocol: integer(0),
      token: string(TOKEN, 1),
      device: object({ id, class: oneOf('web', 'mobile', 'desktop'), name: optional(string(100)) }),
      cursor: optional(integer(0)),
    }),
    run: hello,
  },
  'session.refresh': {
    auth: 'user',
    check: object({ token: string(TOKEN, 1) }),
    async run({ core, caller, session }, { token }) {
      const claims = await claimsOf(core, token);
      if (claims.userId !== session.user || claims.kind !== session.kind) {
        throw new HubError('unauthorized', 'token: of another user', { field: 'token' });
      }
      await core.read((tx) => checkTime({ tx }, claims, session.device.id));
      caller.renew(claims);
      return {};
    },
  },
  'session.logout': {
    auth: 'user',
    check: object({}),
    async run({ core, caller, session, user }) {
      await core.write((work) => work.tx.devices.remove(user, session.device.id));
      caller.leave();
      return {};
    },
  },
  'session.ping': {
    auth: 'none',
    check: object({}),
    run: async ({ core }) => ({ time: core.clock.now() }),
  },
  'session.devices': {
    auth: 'user',
    check: object({}),
    async run({ core, session, user }) {
      const rows = await core.read((tx) => tx.devices.list(user));
      const devices = rows.map(({ user: _user, ...device }) => ({
        ...device,
        online: core.online.has(user, device.id),
        self: device.id === session.device.id,
      }));
      return { devices };
    },
  },
  'session.end': {
    auth: 'user',
    check: object({ device: id }),
    async run({ core, user }, { device }) {
      await core.write(async (work) => {
        const known = await work.tx.devices.get(user, device);
        // One of its tabs may have logged out, and the others stayed.
        if (!known && !core.online.has(user, device)) throw notFound('device');
        await work.tx.devices.remove(user, device);
        await noteEnded(work, user, device);
      });
      for (const session of core.online.of(user)) {
        if (session.device.id === device) session.line.bye({ why: 'kicked', reason: 'ended from another device' });
      }
      return {};
    },
  },
};
