import { accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createHub, type Hub, HubError } from '../../service/index.js';
import type { Storage } from '../../storage/port.js';
import { sqliteStorage } from '../../storage/sqlite/index.js';
import { createApp } from './app.js';
import { requestsUnderWay, type UnderWay } from './closing.js';
import { makeDirectory } from './directory.js';
import { type Disk, openDisk } from './disk.js';
import { downloads } from './downloads.js';
import { lockData } from './lock.js';
import { serviceLog } from './logging.js';
import { counters } from './metrics.js';
import { checkStart, type HostLimits, type StartOptions } from './options.js';
import { type OriginRules, originRules } from './origins.js';
import { scryptPasswords } from './passwords.js';
import { probes } from './probes.js';
import { secretBytes } from './secret.js';
import { reasonOf, SetupError } from './setup-error.js';
import { sockets } from './socket.js';
import { keepSwept } from './sweep.js';
import { createTokens } from './tokens.js';
import { upgrades } from './upgrade.js';
import { uploads } from './uploads.js';

export type { Hub, HubHooks, HubOptions, PushNote, Report, Verdict } from '../../service/index.js';
export { durationOf, exitWith, hostOf, portOf } from './env.js';
export { HOST_LIMITS, type HostLimits, type StartOptions, type StaticFolder } from './options.js';
export { type AllowedOrigins, isLoopback } from './origins.js';
export { ensureSecretFile, readSecretFile, SECRET_MIN_BYTES, secretBytes } from './secret.js';
export { reasonOf, SetupError } from './setup-error.js';
export { closeOnSignals } from './signals.js';
export { createTokens, type HostTokens, TOKEN_AUDIENCE } from './tokens.js';

/** Name of the database in the data directory. */
export const DATABASE = 'hub.db';
/** Requests under way get this long to end when the hub closes, milliseconds. */
const GRACE_MS = 2000;
const SOCKET_GRACE_MS = 1000;

export interface RunningHub {
  /** Where it listens: `http://127.0.0.1:8080`. The WebSocket is at `/ws` below it. */
  readonly url: string;
  readonly hub: Hub;
  /** Stops accepting, says `bye closing`, ends what is under way, closes the storage. Idempotent. */
  close(): Promise<void>;
}

interface Opened {
  readonly storage: Storage;
  readonly disk: Disk;
  readonly unlock: () => void;
}

async function openData(data: string, { spareBytes }: HostLimits): Promise<Opened> {
  const directory = resolve(data);
  try {
    makeDirectory(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SetupError(`data directory ${directory} cannot be used: ${reasonOf(error)}`);
  }
  const unlock = lockData(directory);
  try {
    return {
      unlock,
      disk: await openDisk(directory, spareBytes),
      storage: sqliteStorage({ file: join(directory, DATABASE) }),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function listen(app: FastifyInstance, { host, port }: StartOptions): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new SetupError(`cannot listen on ${host} port ${port}: ${reasonOf(error)}`);
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}

interface Parts extends Opened {
  readonly app: FastifyInstance;
  readonly hub: Hub;
  readonly origins: OriginRules;
  readonly limits: HostLimits;
  readonly underWay: UnderWay;
}

/** Puts the routes and the socket on the app; returns what takes them down again, in order. A throw leaves nothing running. */
async function mount(start: StartOptions, { app, hub, storage, disk, origins, limits, underWay, unlock }: Parts) {
  const count = counters();
  const links = sockets(hub, count, limits);
  const rules = { ...limits, origins, trustProxy: start.trustProxy ?? [] };
  const refuseNew = upgrades(app.server, rules, links, count);
  probes(app, hub, storage, count);
  downloads(app, { hub, disk, count, perMinute: limits.downloadsPerMinute });
  await uploads(app, { hub, disk, count, perMinute: limits.uploadsPerMinute });
  await start.extend?.(app, hub);
  await app.ready();
  const stopSweep = keepSwept(hub, disk, limits.orphanMs, app.log);
  return async (): Promise<void> => {
    refuseNew();
    // Sockets hold the server open: it is waited for only after they are gone.
    const closed = app.close();
    await stopSweep();
    // An upload under way still needs the storage.
    await underWay.ended(GRACE_MS);
    await hub.close();
    await links.end(SOCKET_GRACE_MS);
    app.server.closeAllConnections();
    await closed;
    unlock();
  };
}

/**
 * Starts a hub on Node: SQLite and files below `data`, WebSocket at `/ws`, files at `/files`, `/healthz`, `/metrics`.
 * Throws a SetupError, in one line for people, when an option, the directory or the port is at fault.
 */
export async function startHub(start: StartOptions): Promise<RunningHub> {
  const limits = checkStart(start);
  const secret = secretBytes(start.secret);
  const origins = originRules(start.origins ?? [], start.host, start.publicUrl);
  const opened = await openData(start.data, limits);
  let [app, hub]: [FastifyInstance?, Hub?] = [];
  let stop: () => Promise<void>;
  try {
    app = await createApp(start, limits, origins, opened.disk.root);
    hub = await openHub(start, opened.storage, createTokens(secret), app);
    stop = await mount(start, { ...opened, app, hub, origins, limits, underWay: requestsUnderWay(app) });
  } catch (error) {
    await app?.close();
    await (hub ?? opened.storage).close();
    opened.unlock();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  const close = (): Promise<void> => {
    stopping ??= stop();
    return stopping;
  };
  try {
    return { url: await listen(app, start), hub, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openHub(
  { options }: StartOptions,
  storage: Storage,
  tokens: ReturnType<typeof createTokens>,
  app: FastifyInstance,
): Promise<Hub> {
  try {
    return await createHub({ storage, tokens, passwords: scryptPasswords(), options, log: serviceLog(app.log) });
  } catch (error) {
    if (error instanceof HubError && error.code === 'invalid') throw new SetupError(error.message);
    throw error;
  }
}
