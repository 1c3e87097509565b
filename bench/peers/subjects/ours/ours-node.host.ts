import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Host } from '../../lib/subjects.js';

const HUB = fileURLToPath(new URL('_hub.ts', import.meta.url));

/** What the hub says of itself goes into the address of the page. */
export const host: Host = {
  async start(plan) {
    const args = ['--import', 'tsx', HUB, JSON.stringify(plan)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    process.on('exit', () => child.kill());
    const gone = once(child, 'exit');
    const line = await Promise.race([
      once(createInterface(child.stdout), 'line'),
      gone.then(([code]) => Promise.reject(new Error(`the hub ended with ${code}`))),
    ]);
    const { hub, tokens, files } = JSON.parse(line[0] as string);
    const query = new URLSearchParams({
      hub,
      tokens: JSON.stringify(tokens),
      files: JSON.stringify(files),
    });
    return {
      query: `#${query}`,
      async stop() {
        child.kill();
        await gone;
      },
    };
  },
};
