// Started by player.ts, with the address of a module that exports `run(seed)`.

const play = async ({ first, size }: { first: number; size: number }): Promise<void> => {
  try {
    const { run } = (await import(process.argv[2] ?? '')) as { run(seed: number): Promise<unknown> };
    const all: unknown[] = [];
    for (let seed = first; seed < first + size; seed++) all.push(await run(seed));
    process.send?.({ all });
  } catch (error) {
    process.send?.({ error });
  }
};

process.on('message', (what) => void play(what as { first: number; size: number }));
// Nobody waits for it any more.
process.on('disconnect', () => process.exit());
