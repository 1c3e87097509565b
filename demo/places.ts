import '../components/channel-list/index.js';
import '../components/chat-window/index.js';
import '../components/client/index.js';
import '../components/room/index.js';
import { crowd } from './lib/crowd.js';
import { pageSettings, tokenFor } from './lib/sign-in.js';
import { vendorOf } from './lib/vendor.js';

/** Somebody else with `?as=ben`: two browsers then talk to each other. */
const self = new URLSearchParams(location.search).get('as') ?? 'ada';

pageSettings();
const client = document.querySelector('im-client');
const room = document.querySelector('im-room');
const space = document.querySelector<HTMLElement>('.space');
const list = document.querySelector('im-channel-list');
const chat = document.querySelector('im-chat-window');

if (client) {
  client.setAttribute('name', self);
  client.setAttribute('user-id', self);
  const vendor = vendorOf(location.search);
  if (!vendor) client.token = () => tokenFor(self);
  for (const [name, value] of Object.entries(vendor?.attributesOf(self, 0) ?? {})) client.setAttribute(name, value);
  if (vendor)
    import('./lib/vendor-world.js')
      .then(({ settleInSpace }) => settleInSpace(client))
      .catch((error) => console.warn('the space could not be made', error));
  // Those who talk there are on the demo's own server.
  if (vendor) document.querySelector('.crowd')?.remove();
}
if (room)
  room.gifts = [
    { id: 'rose', label: 'Rose', sign: '🌹' },
    { id: 'tea', label: 'Tea', sign: '🍵' },
    { id: 'lamp', label: 'Lamp', sign: '💡' },
  ];
list?.addEventListener('im-select', (event) => {
  if (!chat) return;
  chat.conversation = (event as CustomEvent).detail.conversationId;
  space?.classList.add('open');
  void chat.updateComplete.then(() => chat.focus());
});
chat?.addEventListener('im-back-request', () => {
  space?.classList.remove('open');
  void list?.updateComplete.then(() => list.focus());
});

/** One crowd after the other, however fast one chooses. */
let last: Promise<(() => Promise<void>) | undefined> = Promise.resolve(undefined);
document.querySelector<HTMLSelectElement>('.crowd select')?.addEventListener('change', ({ target }) => {
  const rate = Number((target as HTMLSelectElement).value);
  last = last
    .then((home) => home?.())
    .then(() => (rate > 0 && room?.room ? crowd(room.room, rate) : undefined))
    .catch((error) => {
      console.error('the crowd could not come', error);
      return undefined;
    });
});
