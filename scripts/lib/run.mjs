import { spawn } from 'node:child_process';
import { ROOT } from './files.mjs';

/**
 * Runs a command and resolves to `{code, output}`; output is stdout and stderr in the order written.
 * A command that cannot be started resolves with code 127. `echo` also passes the output on as it comes.
 */
export function run(command, args, { echo = false, env = {}, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      if (echo) process.stdout.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
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
