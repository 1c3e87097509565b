import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process that plays schedules. */
export interface Player {
  /** Plays `size` seeds from `first` on; resolves to what each gave, rejects with the first that failed. */
  play<T>(first: number, size: number): Promise<T[]>;
  end(): void;
}

/**
 * Plays the seeds of a module (it exports `run(seed)`) in a process of their own. node:test follows each promise around it from birth
 * to death, and a schedule is made of promises: beside node:test it takes half of the time.
 */
export const player = (module: URL): Player => {
  const entry = fileURLToPath(new URL('./player-process.ts', import.meta.url));
  // Advanced: errors come over as errors.
  const child = fork(entry, [module.href], { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the process of the schedules ended with ${code}`)));
  });
  gone.catch(() => undefined);
  return {
    async play<T>(first: number, size: number) {
      const answer = new Promise<{ all: T[] } | { error: Error }>((resolve) => {
        child.once('message', (message) => resolve(message as { all: T[] } | { error: Error }));
      });
      child.send({ first, size });
      const end = await Promise.race([answer, gone]);
      if ('error' in end) throw end.error;
      return end.all;
    },
    end: () => void (child.connected && child.disconnect()),
  };
};
