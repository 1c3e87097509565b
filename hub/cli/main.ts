import { exitWith } from '../host/node/env.js';
import { SetupError } from '../host/node/setup-error.js';
import { version } from './version.js';

const HELP = `im-elements: a chat hub for one machine

  im-elements hub --data DIR --secret-file FILE [options]   run a hub; pages get /dist/script/loader.js from it
      --data DIR            database and files; made when missing (env DATA, default ./.data)
      --port N              default 8080 (env PORT)
      --host HOST           default 127.0.0.1 (env HOST)
      --secret-file FILE    at least 32 bytes, shared with your back end (or env IM_ELEMENTS_SECRET)
      --origin ORIGIN       a site that may use the hub, like https://shop.example; repeat, or * for all
      --desk USER           a user that anonymous visitors may write to; repeat
      --accounts            people register and sign in at the hub (env ACCOUNTS=1); without it your site signs tokens
      --no-directory        people cannot search for each other (env DIRECTORY=0)
      --public-url URL      the address people see, behind a proxy
      --trust-proxy ADDR    a proxy whose X-Forwarded-For is believed; repeat
      --log LEVEL           debug, info, warn, error or off (default info); JSON lines on standard error

  im-elements token USER [options]                          print a token
      --name NAME           the name others see
      --ttl TIME            90s, 30m, 1h, 7d (default 1h)
      --secret-file FILE    as above

  im-elements backup --data DIR --to DIR                    copy a hub, running or not
      --to DIR              new directory; start a hub on it to restore

  im-elements --help | --version
`;

type Command = (args: readonly string[]) => Promise<void>;

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  hub: async () => (await import('./hub.js')).hub,
  token: async () => (await import('./token.js')).token,
  backup: async () => (await import('./backup.js')).backup,
};

async function run([name, ...args]: readonly string[]): Promise<void> {
  if (name === '--version' || name === '-v') return console.log(version());
  if (name === '--help' || name === '-h' || name === 'help' || args.includes('--help') || args.includes('-h')) {
    return console.log(HELP.trimEnd());
  }
  const load = name === undefined ? undefined : Object.hasOwn(COMMANDS, name) && COMMANDS[name];
  if (!load) {
    const fault = name === undefined ? 'a command is missing' : `"${name}" is not a command`;
    throw new SetupError(`${fault}: hub, token or backup (--help tells more)`);
  }
  await (await load())(args);
}

/** The command line. Sets the exit code: 0, 2 for a fault in flags or surroundings, 1 for ours. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    exitWith(error, 'im-elements');
  }
}
