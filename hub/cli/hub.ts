import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hostOf, portOf } from '../host/node/env.js';
import { closeOnSignals, SetupError, type StartOptions, startHub } from '../host/node/index.js';
import { flags, secretOf, setting } from './flags.js';

const LEVELS = ['debug', 'info', 'warn', 'error', 'off'] as const;

function logLevel(value: string): StartOptions['log'] {
  const level = LEVELS.find((known) => known === value);
  if (!level) throw new SetupError(`--log "${value}" is not one of ${LEVELS.join(', ')}`);
  return level === 'off' ? false : level;
}

/** The script-tag build of the same package, built or beside the sources: a hub alone is enough for a page. */
const SCRIPTS = ['../../script/', '../../dist/script/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** `im-elements hub`: runs until a signal ends it. */
export async function hub(args: readonly string[]): Promise<void> {
  const { values } = flags({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      'secret-file': { type: 'string' },
      origin: { type: 'string', multiple: true },
      desk: { type: 'string', multiple: true },
      accounts: { type: 'boolean' },
      'no-directory': { type: 'boolean' },
      'public-url': { type: 'string' },
      'trust-proxy': { type: 'string', multiple: true },
      log: { type: 'string', default: 'info' },
    },
  });
  const port = setting(values.port, 'port', '8080');
  const host = setting(values.host, 'host', '127.0.0.1');
  const data = setting(values.data, 'data', './.data');
  if (data.value === '') throw new SetupError(`${data.name} is empty`);
  const running = await startHub({
    data: data.value,
    port: portOf(port.name, port.value),
    host: hostOf(host.name, host.value),
    secret: secretOf(values['secret-file']),
    origins: values.origin?.includes('*') ? '*' : values.origin,
    options: {
      desks: values.desk ?? [],
      accounts: values.accounts ?? process.env.ACCOUNTS === '1',
      directory: !(values['no-directory'] ?? process.env.DIRECTORY === '0'),
    },
    publicUrl: values['public-url'],
    trustProxy: values['trust-proxy'],
    log: logLevel(values.log),
    static: SCRIPTS.filter(existsSync)
      .slice(0, 1)
      .map((dir) => ({ prefix: '/dist/script/', dir })),
  });
  closeOnSignals(running);
  console.log(`hub listening on ${running.url} (WebSocket ${running.url.replace('http', 'ws')}/ws)`);
}
