import { type Message, register } from '../../page/contract.js';
import { ME, personOf } from '../../page/data.js';
import { type Chat, HOST, start, ME as USER } from './_converse-offline.js';

const CONTACTS = ['juliet', 'nurse', 'tybalt', 'mercutio'];
const LATER = '2028-01-01T00:00:00Z';

/** What it makes of a stanza. A picture is a link that it unfolds. */
const ownOf = ({ id, sender, at, text, picture, status }: Message) => {
  const body = picture ? `${text} ${new URL(picture.url, location.href).href}` : text;
  const mine = sender === ME;
  return {
    ...{ id, msgid: id, origin_id: id, type: 'chat', body, message: body, time: new Date(at).toISOString() },
    ...{ from: mine ? USER : `juliet@${HOST}`, to: USER, sender: mine ? 'me' : 'them' },
    ...{ nickname: personOf(sender).name, is_encrypted: false, is_unstyled: false },
    ...(mine && status === 'read' && { received: new Date(at).toISOString() }),
  };
};
type Own = ReturnType<typeof ownOf>;

let api: Awaited<ReturnType<typeof start>>;
let chat: Chat;
let opened = 0;

async function show(messages: readonly Own[]): Promise<void> {
  const jid = `${CONTACTS[opened % CONTACTS.length]}@${HOST}`;
  opened += 1;
  chat = await api.chats.create(jid, {});
  await chat.messages.fetched;
  chat.messages.reset(messages);
  await api.chats.open(jid, {}, true);
}
const append = (message: Own): void => void chat.createMessage(message);

register<Own, never>({
  note: 'full screen, one person; its connection for tests takes the place of a server, and messages are given to its models',
  row: 'converse-chat-message',
  lacks: {
    list: 'a list of contacts, not of conversations by their last message',
    revisit: 'not driven: what it keeps belongs to a session with its server',
  },
  prepare: (messages) => messages.map(ownOf),
  async mount(root, messages) {
    const element = document.createElement('converse-root');
    element.style.cssText = 'position:absolute;inset:0';
    root.append(element);
    api = await start(CONTACTS);
    await show(messages);
  },
  open: show,
  append,
  prepend: (messages) => chat.messages.add(messages),
  write: append,
  /** The only news of a message of mine that it draws: it has arrived. */
  read: (number) => chat.messages.get(`m${number}`)?.save({ received: LATER }),
  scroller: () =>
    [...document.querySelectorAll<HTMLElement>('.chat-content__messages')].find(
      ({ clientHeight }) => clientHeight > 50,
    ),
});
