import { type Asked, type Commands, Refusal } from '../command.js';
import type { App, Person } from '../state.js';
import { type Json, number, text, texts } from '../wire.js';

/** Of one call, and of one person. */
const ASKED = 500;
const AT_ONCE = 100;
const WATCHED = 200;
const LONGEST = 500;

interface Status {
  words: string;
  online: boolean;
}

const statusOf = (person: Person): Status =>
  person.kept('status', () => ({ words: '', online: person.connections.size > 0 }));
const watchedBy = (person: Person) => person.kept('watched', () => new Set<string>());

const type = ({ connections }: Person): number => (connections.size > 0 ? 1 : 2);
const coded = (person: Person): string => Buffer.from(statusOf(person).words).toString('base64');

const tell = (app: App, person: Person): void => {
  const event = { UserStatusList: [{ To_Account: person.id, StatusType: type(person), CustomStatus: coded(person) }] };
  for (const other of app.people.values())
    if (other === person || watchedBy(other).has(person.id)) other.push({ Event: 11, ...event });
};

/** From the first question on somebody hears of who comes and goes; of a second device nobody is told. */
const listening = (app: App): void =>
  app.kept('statuses', () => {
    for (const person of app.people.values()) statusOf(person);
    app.turns.add((person) => {
      const status = statusOf(person);
      const online = person.connections.size > 0;
      const turned = online !== status.online;
      status.online = online;
      if (turned) tell(app, person);
      if (!online) watchedBy(person).clear();
    });
  });

const failed = (id: string): Json => ({ Invalid_Account: id, ErrorCode: 70_107, ErrorInfo: 'no such account' });

const asked = ({ app, body }: Asked, most: number) => {
  listening(app);
  const ids = texts(body, 'To_Account');
  if (ids.length > most) throw new Refusal(70_206, `at most ${most}`);
  const found = ids.map((id) => [id, app.people.get(id)] as const);
  return {
    people: found.flatMap(([, person]) => (person ? [person] : [])),
    ErrorList: found.flatMap(([id, person]) => (person ? [] : [failed(id)])),
  };
};

export const commands: Commands = {
  'im_open_status.ws_get_user_status'(ask) {
    const { people, ErrorList } = asked(ask, ASKED);
    const UserStatusList = people.map((one) => ({
      To_Account: one.id,
      Status: type(one),
      CustomStatus: coded(one),
    }));
    return { UserStatusList, ErrorList };
  },
  'im_open_status.ws_status_subscribe'(ask) {
    const { people, ErrorList } = asked(ask, AT_ONCE);
    const watched = watchedBy(ask.me);
    for (const { id } of people) watched.add(id);
    // The oldest make room.
    for (const id of [...watched].slice(0, Math.max(0, watched.size - WATCHED))) watched.delete(id);
    return { ErrorList };
  },
  'im_open_status.ws_status_unsubscribe'(ask) {
    if (number(ask.body, 'UnsubscribeAll') === 1) watchedBy(ask.me).clear();
    const { people, ErrorList } = asked(ask, AT_ONCE);
    for (const { id } of people) watchedBy(ask.me).delete(id);
    return { ErrorList };
  },
  'im_open_status.ws_set_custom_status'({ app, me, body }) {
    listening(app);
    const words = text(body, 'CustomStatus');
    if (Buffer.byteLength(words) > LONGEST) throw new Refusal(70_402, 'the status is too long');
    if (statusOf(me).words === words) return {};
    statusOf(me).words = words;
    tell(app, me);
    return {};
  },
};
