import { spawn } from 'node:child_process';
import { ROOT } from './files.mjs';

const running = new Set();

/** Ends a child with all that it started; each has a process group of its own. */
export function endGroup(child, signal = 'SIGKILL') {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

// A group of its own does not hear the terminal: what ends us must end it.
process.on('exit', () => {
  for (const child of running) endGroup(child);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/** Keeps a child (spawned `detached`) from outliving this process. */
export function leash(child) {
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/**
 * Runs a command without standard input and resolves to `{code, output}`; output is stdout and stderr in the order written.
 * A command that cannot be started resolves with code 127, one that lasts over `limit` seconds is ended and resolves with 124.
 * `echo` also passes the output on as it comes.
 */
export function run(command, args, { echo = false, env = {}, cwd = ROOT, limit = 600 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    leash(child);
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child);
    }, limit * 1000);
    const take = (chunk) => {
      output += chunk;
      if (echo) process.stdout.write(chunk);
    };
    const end = (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => {
      take(`${error.message}\n`);
      end(127);
    });
    child.on('close', (code, signal) => {
      if (late) take(`\nended after ${limit} s, the most it may take\n`);
      end(late ? 124 : (code ?? (signal ? 1 : 0)));
    });
  });
}

/** Runs a program of node_modules by its name. */
export function runBin(name, args, options) {
  return run(process.execPath, [binPath(name), ...args], options);
}

const BINS = {
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  rollup: 'rollup/dist/bin/rollup',
  wtr: '@web/test-runner/dist/bin.js',
  publint: 'publint/src/cli.js',
};

function binPath(name) {
  return `${ROOT}/node_modules/${BINS[name]}`;
}
