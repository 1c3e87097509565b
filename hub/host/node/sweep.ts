import type { FastifyBaseLogger } from 'fastify';
import type { Hub } from '../../service/index.js';
import type { Disk } from './disk.js';

const EVERY_MS = 3_600_000;
const AT_ONCE = 100;

/** Deletes files older than `ageMs` that the hub calls orphans. Answers how many went. */
export async function sweep(hub: Hub, disk: Disk, ageMs: number): Promise<number> {
  let gone = 0;
  let ids: string[] = [];
  const flush = async (): Promise<void> => {
    const orphans = (await hub.files.orphans?.(ids, Date.now() - ageMs)) ?? [];
    for (const id of orphans) await disk.remove(id);
    gone += orphans.length;
    ids = [];
  };
  for await (const id of disk.olderThan(ageMs)) {
    ids.push(id);
    if (ids.length >= AT_ONCE) await flush();
  }
  if (ids.length > 0) await flush();
  return gone;
}

/** Sweeps at the start and every hour. Returns what stops it and waits for a sweep under way. */
export function keepSwept(hub: Hub, disk: Disk, ageMs: number, log: FastifyBaseLogger): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running
      .then(() => sweep(hub, disk, ageMs))
      .then((gone) => gone > 0 && log.info({ gone }, 'deleted files that were never sent'))
      .then(
        () => undefined,
        (error: unknown) => log.error({ err: error }, 'sweeping files failed'),
      );
  };
  run();
  const timer = setInterval(run, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
