import { core, defineCustomElements } from '@rongcloud/imkit';
import { Events } from '@rongcloud/imlib-next';
import { register } from '../../page/contract.js';
import { PEOPLE, personOf } from '../../page/data.js';
import { conversationOf, newsOf, type Own, ownOf, type Row, rowOf, sentTo, thumbnails } from './_rong-messages.js';
import { cloud } from './_rong-offline.js';

interface Kit {
  init(options: unknown): void;
  selectConversation(which: unknown): void;
  changeLanguage(language: { readonly lang: string }): void;
}
const kit = core as unknown as Kit;

const rooms = new Map<string, { readonly name: string; readonly avatar: string }>();
const members = PEOPLE.map(({ id, name, avatar }) => ({ id, name, groupNickname: name, portraitUri: avatar }));
const service = {
  getUserProfile: async (id: string) => ({ ...personOf(id), portraitUri: personOf(id).avatar }),
  getConversationProfile: async (all: readonly { readonly targetId: string }[]) =>
    all.map(({ targetId }) => {
      const { name = 'Room', avatar = '' } = rooms.get(targetId) ?? {};
      return { ...conversationOf(targetId), name, portraitUri: avatar, memberCount: PEOPLE.length };
    }),
  getGroupMembers: async () => members,
};

let target = conversationOf('');
let opened = 0;
let all: readonly Row[] = [];

/** One of its elements, whose texts are as large as those of others. */
const make = (name: string): HTMLElement => {
  const element = document.createElement(name);
  element.setAttribute('base-size', '6px');
  return element;
};

function start(root: HTMLElement, ...elements: readonly HTMLElement[]): void {
  const style = document.createElement('style');
  style.textContent =
    '#root{display:flex;flex-direction:column}message-list,conversation-list{flex:1;min-height:0}message-editor{height:160px}';
  document.head.append(style);
  defineCustomElements();
  kit.init({ appkey: 'x', libOption: { appkey: 'x' }, service });
  root.append(...elements);
}

function connect(): void {
  cloud.fire(Events.CONNECTED, {});
  kit.changeLanguage({ lang: 'en' });
  cloud.fire(Events.PULL_OFFLINE_MESSAGE_FINISHED, {});
}

async function show(messages: readonly Own[]): Promise<void> {
  target = conversationOf(`r${opened++}`);
  await thumbnails.ready;
  cloud.history = messages.map((message) => sentTo(target, message));
  kit.selectConversation(target);
}

const within = (name: string, selector: string): HTMLElement | undefined =>
  document.querySelector(name)?.shadowRoot?.querySelector<HTMLElement>(selector) ?? undefined;

register<Own, Row>({
  note: 'Stencil custom elements over its own SDK, whose requests are answered in the page; it shows the newest 20 at first and scrolls by script; pictures without text',
  row: 'message-item',
  conversationRow: 'conversation-item',
  lacks: {
    prepend: 'asks for older messages when its list is pulled down by hand alone, and scrolls by transforms',
    read: 'tells it in conversations of two alone; this is a group',
    revisit: 'keeps nothing without its servers',
  },
  numberOf: (row) => Number(row.querySelector('[data-key]')?.getAttribute('data-key')?.slice(1)) || undefined,
  prepare: (messages) => messages.map(ownOf),
  prepareList: (conversations) => {
    for (const { id, name, avatar } of conversations) rooms.set(id, { name, avatar });
    return conversations.map(rowOf);
  },
  mount(root, messages) {
    start(root, make('message-list'), make('message-editor'));
    connect();
    return show(messages);
  },
  open: show,
  append: (message) => cloud.fire(Events.MESSAGES, { messages: [sentTo(target, message)] }),
  scroller: () => within('message-list', '.message-list-wrapper'),
  async mountList(root, rows) {
    all = cloud.conversations = rows;
    start(root, make('conversation-list'));
    // It listens from its first rendering on.
    while (!within('conversation-list', '.no-data')) await new Promise((resolve) => setTimeout(resolve));
    connect();
  },
  bump: (index, text) => cloud.fire(Events.CONVERSATION, newsOf(all[index] as Row, text)),
  listScroller: () => within('conversation-list', '.conversation-container'),
});
