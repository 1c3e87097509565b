import { Weavy } from '@weavy/uikit-web';
import { register } from '../../page/contract.js';
import { Offline, type Own, ownOf, type Row, rowOf } from './_weavy-offline.js';

let offline: Offline;
let chat: HTMLElement;
let app = 0;
let list: HTMLElement | undefined;

function start(root: HTMLElement): void {
  root.style.cssText = 'height:100vh;display:flex';
  offline = new Offline();
  const weavy = new Weavy();
  Object.assign(weavy, offline.realtime, { url: location.origin, tokenFactory: async () => 'wyu_token' });
}

/** As its documents place it: in a flex container, where it scrolls. */
function make(messages: readonly Own[]): HTMLElement {
  const { id, uid } = offline.add(messages);
  app = id;
  const element = document.createElement('wy-chat');
  element.setAttribute('uid', uid);
  return element;
}

register<Own, Row>({
  note: 'wy-chat over a server of its own in the page, which answers in pages of 25',
  row: '[part~="wy-message"]',
  conversationRow: 'wy-conversation-item',
  lacks: {
    read: 'receipts are off in wy-chat, unless a page turns them on',
    revisit: 'keeps conversations for the tab alone',
  },
  prepare: (messages) => messages.map(ownOf),
  prepareList: (conversations) => conversations.map(rowOf),
  mount(root, messages) {
    start(root);
    chat = make(messages);
    root.append(chat);
  },
  open(messages) {
    const next = make(messages);
    chat.replaceWith(next);
    chat = next;
  },
  append: (message) =>
    offline.tell(`a${app}`, 'message_created', message.created_by.uid, { message: { ...message, app: { id: app } } }),
  expectPrepend: () => offline.hold(),
  prepend(messages) {
    if (!offline.older(messages)) throw new Error('it asks for older messages at the very top alone');
  },
  scroller: () => chat,
  mountList(root, rows) {
    start(root);
    offline.rows = rows;
    list = document.createElement('wy-messenger-conversations');
    root.append(list);
  },
  bump(index, text) {
    const row = offline.rows[index] as Row;
    const last_message = { ...row.last_message, text, plain: text };
    offline.rows = [{ ...row, last_message }, ...offline.rows.filter(({ id }) => id !== row.id)];
    offline.tell(null, 'message_created', 'u1', { message: { ...last_message, app: { id: row.id } } });
  },
  listScroller: () => list,
});
