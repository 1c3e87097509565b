import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from './files.mjs';

/** Starts `test/peers/<name>/main.ts`, which says its port and ends when its input does. */
function startPeer(name) {
  const child = spawn(process.execPath, ['--import', 'tsx', `test/peers/${name}/main.ts`], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', (port) => resolve({ child, port: Number(port) }));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the peer ${name} ended with ${code}`)));
  });
}

/** Back ends of others, played on loopback, for tests in pages: `/__peer__/<name>` starts one and answers its `{port}`. */
export function peersPlugin() {
  const started = new Map();
  return {
    name: 'peers',
    async serve({ path }) {
      const [, name] = /^\/__peer__\/([a-z]+)$/.exec(path) ?? [];
      if (!name) return undefined;
      if (!started.has(name)) started.set(name, startPeer(name));
      const { port } = await started.get(name);
      return { body: JSON.stringify({ port }), type: 'application/json' };
    },
    async serverStop() {
      for (const peer of started.values()) (await peer.catch(() => undefined))?.child.kill();
    },
  };
}
