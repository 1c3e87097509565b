import type { Asked } from './command.js';
import type { App, Person } from './state.js';
import { type Json, number, object, text } from './wire.js';

/** What the service has handed to the phones of people who were away. */
export const pushesOf = (app: App): Json[] => app.kept('pushes', () => []);

interface Pushed {
  readonly random: number;
  readonly clientTime: number;
  readonly body: readonly Json[];
}

/** `PushFlag` 1: the sender wants none. */
export const pushTo = ({ app, me, body: asked }: Asked, { random, clientTime, body }: Pushed, to: Iterable<Person>) => {
  const info = object(asked, 'OfflinePushInfo');
  const users = [...to].filter((one) => one !== me && one.connections.size === 0).map(({ id }) => id);
  if (number(info, 'PushFlag') === 1 || users.length === 0) return;
  const [title, words, ext] = [text(info, 'Title'), text(info, 'Desc'), text(info, 'Ext')];
  const [android, apns] = [text(object(info, 'AndroidInfo'), 'Sound'), text(object(info, 'ApnsInfo'), 'Sound')];
  const id = `${me.tiny}-${clientTime}-${random}`;
  pushesOf(app).push({ id, users, body, title, words, ext, android, apns });
};
