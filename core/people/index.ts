import type { ActsHost, RunningPeople } from '../acts/host.js';
import { Blocked, blocklist, devices, directory } from './blocklist.js';
import { Contacts, contacts } from './contacts.js';
import { presence } from './presence.js';

/** People: one's own list of them, presence, blocking, one's own sessions. */
export const createPeople = (host: ActsHost): RunningPeople => {
  const { store, log } = host.ctx;
  const [list, blocked] = [new Contacts(host), new Blocked(host)];
  // What was missed could not be told: what was read is read again, after the conversations.
  store.tap(({ changes }) => {
    if (!changes.some(({ key, after }) => key === 'meta/resync' && after === undefined)) return;
    Promise.all([list.again(), blocked.again()]).catch((error) =>
      log('warn', 'people-not-reloaded', { error: String(error) }),
    );
  });
  return {
    contacts: contacts(list),
    presence: presence(host),
    blocklist: blocklist(blocked),
    devices: devices(host),
    users: directory(host),
  };
};
