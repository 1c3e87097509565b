import '@n8n/chat/style.css';
import { createChat } from '@n8n/chat';
import { type Message, register } from '../../page/contract.js';
import { ME } from '../../page/data.js';

interface Own {
  readonly id: string;
  readonly sender: 'user' | 'bot';
  readonly text: string;
}
/** Its state, which it gives to its own components. */
interface State {
  readonly messages: { value: Own[] };
  loadPreviousSession(): Promise<unknown>;
}

/** Its texts are Markdown, which is also how a workflow sends a picture. */
const ownOf = ({ id, sender, text, picture }: Message): Own => ({
  ...{ id, sender: sender === ME ? 'user' : 'bot' },
  text: picture ? `${text}\n\n![picture](${picture.url})` : text,
});

const WORKFLOW = '/webhook/chat';
let session: readonly Own[] = [];
let chat: State;

/** What the workflow would answer, from its memory. */
const stored = () =>
  session.map(({ sender, text }) => ({
    ...{ id: [sender === 'user' ? 'HumanMessage' : 'AIMessage'], kwargs: { content: text } },
  }));
const ask = globalThis.fetch;
globalThis.fetch = (request, options) =>
  request instanceof Request || !String(request).includes(WORKFLOW)
    ? ask(request, options)
    : Promise.resolve(Response.json({ data: stored() }));

register<Own, never>({
  note: 'a conversation with one bot, full screen; its workflow is answered in the page; no avatars. 1.37.0 names a dependency that was never published',
  row: '.chat-message',
  lacks: {
    prepend: 'loads a session whole',
    list: 'no list of conversations',
    read: 'no status of messages',
    revisit: 'keeps the id of a session, not its messages',
  },
  prepare: (messages) => messages.map(ownOf),
  mount(root, messages) {
    root.style.height = '100vh';
    session = messages;
    const app = createChat({
      ...{ webhookUrl: new URL(WORKFLOW, location.href).href, target: root, mode: 'fullscreen' },
      ...{ showWelcomeScreen: false, initialMessages: [] },
    });
    chat = app.config.globalProperties.$chat;
  },
  async open(messages) {
    session = messages;
    await chat.loadPreviousSession();
  },
  append: (message) => void chat.messages.value.push(message),
  scroller: () => document.querySelector<HTMLElement>('.chat-body') ?? undefined,
});
