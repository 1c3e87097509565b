import type { IncomingMessage, ServerResponse } from 'node:http';
import { pushesOf } from './pushes.js';
import { App, type AppOptions } from './state.js';
import type { Trouble } from './troubles.js';
import { type Json, list, number, object, text } from './wire.js';

type Act = (app: App, told: Json) => Json;

const cut = (app: App): void => {
  for (const connection of [...app.connections]) connection.cut();
};

/** What a test can have done to its app. */
const ACTS: Readonly<Record<string, Act>> = {
  /** Cuts every connection; new ones are refused until `restore`. */
  drop(app) {
    app.down = true;
    cut(app);
    return {};
  },
  restore(app) {
    app.down = false;
    return {};
  },
  /** Cuts, and lets all come back at once. */
  cut(app) {
    cut(app);
    return {};
  },
  /** `ms`: by which every answer is late from now on. */
  delay(app, told) {
    app.late = number(told, 'ms');
    return {};
  },
  /** `all`: what is wrong from now on (`troubles.ts`); nothing, where it is empty. */
  trouble(app, told) {
    app.troubles.set(list(told, 'all') as unknown as Trouble[]);
    return {};
  },
  /** `type` 1: another sign-in, 2: another device, 3: by the site. */
  kick(app, told) {
    const event = { KickoutMsgNotify: { KickType: number(told, 'type') || 1, NewInstInfo: {} } };
    app.people.get(text(told, 'user'))?.push({ Event: 10, C2cNotifyMsgArray: [event] });
    return {};
  },
  /** The next `command` (without its service) is answered with `code`. */
  fail(app, told) {
    app.planned.push({ command: text(told, 'command'), code: number(told, 'code'), info: text(told, 'info') });
    return {};
  },
  /** Somebody whom the site has imported; he need not sign in. */
  import(app, told) {
    app.signUp(text(told, 'user'));
    return {};
  },
  /** What went to phones, oldest first. */
  pushes: (app) => ({ pushes: pushesOf(app) }),
  /** What pages asked for in vain, for a test that fails. */
  unknown: (app) => ({ commands: [...app.unknown] }),
};

const readBody = async (request: IncomingMessage): Promise<Json> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length > 0 ? (JSON.parse(Buffer.concat(parts).toString()) as Json) : {};
};

/** `POST /control` with `{act, app, ...}`; `act: 'app'` with `options` makes an app and answers its id. */
export const control = async (apps: Map<string, App>, request: IncomingMessage, response: ServerResponse) => {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'content-type');
  if (request.method !== 'POST') return void response.end();
  const told = await readBody(request);
  const say = (status: number, body: Json) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (told.act === 'app') {
    const app = new App(`app${apps.size + 1}`, object(told, 'options') as AppOptions);
    apps.set(app.id, app);
    app.kept('origin', () => `http://${request.headers.host}`);
    return say(200, { app: app.id });
  }
  const app = apps.get(text(told, 'app'));
  const act = ACTS[text(told, 'act')];
  if (!app || !act) return say(404, { error: `no app ${text(told, 'app')}, or no act ${text(told, 'act')}` });
  return say(200, act(app, told));
};
