import { readdirSync } from 'node:fs';
import { type Commands, Refusal } from './command.js';
import { byKey, OPEN } from './commands/session.js';
import type { Connection } from './connection.js';
import { bought } from './state.js';
import { type Frame, type Json, sumIsRight, text } from './wire.js';

/** Every file of `commands/` is a family of commands; a name that two of them have is a mistake. */
export const loadCommands = async (): Promise<Commands> => {
  const folder = new URL('./commands/', import.meta.url);
  const all: Record<string, Commands[string]> = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const { commands } = (await import(new URL(file, folder).href)) as { commands: Commands };
    for (const [name, command] of Object.entries(commands)) {
      if (all[name]) throw new Error(`${file}: another file answers ${name} already`);
      all[name] = command;
    }
  }
  return all;
};

/** Place of the bit. */
const COMMUNITIES = 3;

const refused = (code: number, info: string): Json => ({ ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: info });

const bodyFor = (commands: Commands, connection: Connection, frame: Frame, name: string): Json => {
  const { app } = connection;
  const { head, body } = frame;
  const at = app.planned.findIndex(({ command }) => name.endsWith(`.${command}`));
  const [planned] = at < 0 ? [] : app.planned.splice(at, 1);
  if (planned) throw new Refusal(planned.code, planned.info);
  if (!sumIsRight(frame)) throw new Refusal(60_010, 'the checksum is not that of the body');
  const [ofGroups, million] = [name.replace(/^million_/, ''), name.startsWith('million_')];
  if (million && (app.options.withoutCommunities || !bought(app.options, COMMUNITIES)))
    throw new Refusal(11_000, 'the app has no communities');
  // Communities have a service of their own, which knows what that of groups does, and more.
  const command = commands[name] ?? commands[ofGroups];
  if (!command) {
    app.unknown.add(name);
    throw new Refusal(60_008, `${name} is not known here`);
  }
  // A page whose connection broke asks with the key of its sign-in before it signs in anew.
  const me = connection.person ?? byKey({ app, head })?.person;
  if (!me && !OPEN.includes(name) && !name.startsWith('imopenstat.')) throw new Refusal(70_107, 'sign in first');
  return command({ app, connection, head, body, me: me as NonNullable<typeof me> });
};

/** Answers one frame, in the order of arrival. */
export const answer = (commands: Commands, connection: Connection, frame: Frame): void => {
  const name = text(frame.head, 'servcmd');
  const head = { servcmd: name, seq: frame.head.seq };
  const reply = (body: Json): void =>
    connection.send(head, { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...body });
  try {
    reply(bodyFor(commands, connection, frame, name));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply({ ...error.body, ...refused(error.code, error.message) });
  }
};
