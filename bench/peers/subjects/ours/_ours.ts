import type { Client, ConversationId, createClient, MessageId } from '../../../../core/index.js';
import type { OpenPort } from '../../../../hub/protocol/index.js';
import { type Conversation, type Message, register, type SeedPlan } from '../../page/contract.js';
import { ME } from '../../page/data.js';
import { gate } from './_gate.js';
import type { Files, Speaker, Speakers } from './_talk.js';
import '../../../../components/chat-window/index.js';
import { createClient as make } from '../../../../core/index.js';
import { hubEngine } from '../../../../engines/hub/index.js';

type Options = Parameters<typeof createClient>[0];

/** Where the hub is. */
export interface Place {
  readonly note: string;
  readonly port: OpenPort;
  /** What several people say at once gets there in that order. */
  readonly inOrder: boolean;
  tokenOf(user: string): string;
  /** Absent: its host has seen to that. */
  seed?(speakers: Speakers, plan: SeedPlan): Promise<void>;
  /** File ids of the pictures. */
  files(speakers: Speakers): Promise<Files>;
}

const NUMBER = /«(\d+)»/;

/** The elements as a page uses them; what others do is said to the hub by devices of theirs. */
export function ours({ note, port, inOrder, tokenOf, seed, files }: Place): void {
  let client: Client;
  let chat: HTMLElementTagNameMap['im-chat-window'];
  let list: HTMLElementTagNameMap['im-conversation-list'];
  let rows = 0;
  let written: MessageId;
  let pictures: Files = {};
  const line = gate(port);
  // What others do is loaded when they do something: it is no part of the product.
  const talk = () => import('./_talk.js');
  let speakers: Promise<Speakers> | undefined;
  const others = (): Promise<Speakers> => {
    speakers ??= talk().then(({ speakersAt }) => speakersAt(port, tokenOf, inOrder));
    return speakers;
  };

  const signIn = (userId: string, app: string): Client => {
    const options: Options = {
      engine: hubEngine({ port: line.open }),
      credentials: { userId, token: async () => tokenOf(userId) },
      // Somebody who has not been here before has no cache.
      app,
    };
    client = make(options);
    void client.session.start();
    return client;
  };

  const show = (root: HTMLElement, conversation: ConversationId, app: string): void => {
    chat = document.createElement('im-chat-window');
    chat.style.cssText = 'block-size:100%';
    chat.client = signIn(ME, app);
    chat.conversation = conversation;
    root.append(chat);
  };

  /** What is numbered from one lies in the hub; all else is said now. */
  const conversationOf = async (messages: readonly Message[]): Promise<ConversationId> => {
    if (messages[0]?.number === 1) return `group:open-${messages.length}`;
    const [{ fill }, speak] = await Promise.all([talk(), others()]);
    pictures = await files(speak);
    const id = `new-${crypto.randomUUID().slice(0, 8)}`;
    await fill(speak, id, messages, pictures);
    // Or each of them would hear in our page what is said later.
    await speak.close?.();
    await other();
    return `group:${id}`;
  };

  const other = async (): Promise<Speaker> => {
    const [{ OTHER }, speak] = await Promise.all([talk(), others()]);
    return speak(OTHER);
  };

  const say = async (message: Message): Promise<void> => {
    const [{ contentOf }, { call }] = await Promise.all([talk(), other()]);
    const conversation = chat.conversation as string;
    const content = contentOf(message, pictures);
    await call('messages.send', { clientId: crypto.randomUUID(), conversation, content });
  };

  register<Message, Conversation>({
    note,
    row: 'im-message',
    conversationRow: 'im-conversation-item',
    numberOf(row) {
      const { messageId } = row as HTMLElementTagNameMap['im-message'];
      const content = messageId ? client.store.get('message', messageId)?.content : undefined;
      const text = content?.kind === 'text' ? content.text : content?.kind === 'image' ? content.file.name : '';
      const found = NUMBER.exec(text);
      return found ? Number(found[1]) : undefined;
    },
    ...(seed && { seed: async (plan: SeedPlan) => seed(await others(), plan) }),
    async mount(root, messages) {
      if (messages[0]?.number === 1) show(root, `group:open-${messages.length}`, crypto.randomUUID());
      else show(root, await conversationOf(messages), crypto.randomUUID());
    },
    revisit(root, count, silent) {
      if (silent) line.cut();
      show(root, `group:open-${count}`, 'kept');
    },
    async keep(conversations) {
      const { keptId } = await talk();
      const others = Array.from({ length: conversations }, (_, n): ConversationId => `group:${keptId(n)}`);
      for (const id of [...others, chat.conversation as ConversationId]) {
        const close = client.conversations.open(id);
        for (let more = true; more; ) more = await client.messages.older(id);
        close();
      }
    },
    open(messages) {
      chat.conversation = `group:open-${messages.length}`;
    },
    expectPrepend: line.hold,
    // The list asks for a page of older messages by itself.
    prepend: line.release,
    append: (message) => void say(message),
    async write(message) {
      written = await client.messages.send(
        chat.conversation as ConversationId,
        { kind: 'text', text: message.text },
        { receipt: true },
      );
    },
    async read() {
      const upTo = client.store.get('message', written)?.order?.seq ?? 0;
      await (await other()).call('conversations.read', { conversation: chat.conversation as string, upTo });
    },
    scroller: () =>
      chat?.shadowRoot?.querySelector('im-message-list')?.shadowRoot?.querySelector<HTMLElement>('[part~=scroller]') ??
      undefined,
    // The script of the list is there before, as it is with those who have one bundle; so is who writes into its first rows.
    async prepareList(conversations) {
      const [{ ownerOf }, speak] = await Promise.all([talk(), others()]);
      await Promise.all([
        import('../../../../components/conversation-list/index.js'),
        speak(ownerOf(conversations.length, 0)),
      ]);
      return [...conversations];
    },
    mountList(root, conversations) {
      rows = conversations.length;
      list = document.createElement('im-conversation-list');
      list.style.cssText = 'block-size:100%';
      list.client = signIn(`list-${rows}`, crypto.randomUUID());
      root.append(list);
    },
    async bump(index, text) {
      const [{ ownerOf, rowId }, speak] = await Promise.all([talk(), others()]);
      const conversation = `group:${rowId(rows, index)}`;
      await (await speak(ownerOf(rows, index))).call('messages.send', {
        ...{ clientId: crypto.randomUUID(), conversation, content: { kind: 'text', text } },
      });
    },
    listScroller: () => list?.shadowRoot?.querySelector<HTMLElement>('.scroller') ?? undefined,
  });
}
