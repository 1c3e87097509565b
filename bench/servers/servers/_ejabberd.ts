/** ejabberd as Debian packages it, started without its service, on a database of its own. */
import { execFileSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from '../contract.js';
import { child, folder, freePort, until } from '../lib/child.js';
import { type Database, settings } from './_ejabberd-settings.js';
import { signIn } from './_xmpp.js';

const LIBRARIES = '/usr/lib/x86_64-linux-gnu';
const DOMAIN = 'im.test';
const ROOM = `everybody@conference.${DOMAIN}`;
/** No node name: no epmd, no cookie, no port for other nodes. Ends with its standard input. Threads without work sleep. */
const ERLANG = [
  ...['-noshell', '+K', 'true', '+sbwt', 'none', '+sbwtdcpu', 'none', '+sbwtdio', 'none'],
  ...[
    '-os_mon',
    'start_memsup',
    'false',
    '-eval',
    'spawn(fun() -> io:get_line(""), init:stop() end).',
    '-s',
    'ejabberd',
  ],
];

const nameOf = (person: number): string => `u${person}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64url');

/** What a site would sign: HS256. */
const tokenOf = (user: string, secret: string): string => {
  const claims = { jid: `${user}@${DOMAIN}`, exp: Math.floor(Date.now() / 1000) + 3600 };
  const words = `${base64('{"alg":"HS256","typ":"JWT"}')}.${base64(JSON.stringify(claims))}`;
  return `${words}.${createHmac('sha256', secret).update(words).digest('base64url')}`;
};

const versionOf = (): string | undefined =>
  existsSync(LIBRARIES)
    ? readdirSync(LIBRARIES)
        .find((name) => name.startsWith('ejabberd-'))
        ?.slice('ejabberd-'.length)
    : undefined;

const otp = (): string => {
  const ask = 'io:put_chars(erlang:system_info(otp_release)), halt().';
  return String(execFileSync('erl', ['-noshell', '-eval', ask]));
};

export const ejabberd = (database: Database, kept: string): Server => ({
  note: () => `ejabberd ${versionOf()}, Erlang/OTP ${otp()}; ${kept}`,
  missing: () => (versionOf() ? undefined : 'it is not installed: apt-get install ejabberd erlang-p1-sqlite3'),

  async start() {
    const home = folder();
    const [port, secret] = [await freePort(), randomBytes(32).toString('hex')];
    const key = { kty: 'oct', use: 'sig', alg: 'HS256', k: base64(secret) };
    writeFileSync(join(home, 'jwt.jwk'), JSON.stringify(key), { mode: 0o600 });
    writeFileSync(join(home, 'ejabberd.yml'), settings({ home, port, domain: DOMAIN, database }));
    const spool = join(home, 'spool');
    mkdirSync(spool);
    const env = {
      ...{ HOME: home, ERL_LIBS: LIBRARIES, ERL_CRASH_DUMP: join(home, 'crash.dump'), ERL_MAX_PORTS: '32000' },
      ...{ EJABBERD_CONFIG_PATH: join(home, 'ejabberd.yml'), EJABBERD_LOG_PATH: join(home, 'ejabberd.log') },
    };
    const started = child('erl', ['-mnesia', 'dir', JSON.stringify(spool), ...ERLANG], { env, quiet: true });
    started.process.stdout?.resume();
    const base = `127.0.0.1:${port}`;
    await until(started, () =>
      fetch(`http://${base}/ws`).then(
        () => true,
        () => undefined,
      ),
    );
    return { about: { url: `ws://${base}/ws`, secret }, pid: started.pid, stop: started.stop };
  },

  async enter({ url, secret }, person, hear) {
    const user = nameOf(person);
    const account = { url: String(url), domain: DOMAIN, user, password: tokenOf(user, String(secret)) };
    const stream = await signIn(account, hear);
    let said = 0;
    const say = (to: string, type: string, text: string): void => {
      said += 1;
      const message = `<message xmlns="jabber:client" id="${user}-${said}" to="${to}" type="${type}">`;
      stream.send(`${message}<body>${text}</body></message>`);
    };
    const join = async (): Promise<void> => {
      const inside = stream.next('<subject');
      const words = '<x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x>';
      stream.send(`<presence xmlns="jabber:client" to="${ROOM}/${user}">${words}</presence>`);
      await inside;
    };
    return {
      tell: (other, text) => say(`${nameOf(other)}@${DOMAIN}`, 'chat', text),
      tellGroup: (text) => say(ROOM, 'groupchat', text),
      async found(people) {
        await join();
        const members = Array.from({ length: people - 1 }, (_, n) => `${nameOf(n + 1)}@${DOMAIN}`);
        const items = members.map((jid) => `<item affiliation="member" jid="${jid}"/>`).join('');
        await stream.ask('set', ROOM, `<query xmlns="http://jabber.org/protocol/muc#admin">${items}</query>`);
      },
      join,
      close: stream.close,
    };
  },
});
