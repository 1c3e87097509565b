import type { ImChatWidget } from '../../components/chat-widget/widget.js';
import type { Credentials, Engine } from '../../core/engine/index.js';
import type { Content, UserId } from '../../core/model/index.js';
import { until } from '../contracts/engine/check.js';

export interface LauncherParts {
  readonly engine: () => Engine;
  readonly credentials: (userId: UserId) => Credentials;
  readonly visitor: UserId;
  readonly desk: UserId;
}

/** What a visitor does with the bubble, on a page whose back end is reached from that very page. */
export const tryLauncher = async ({ engine, credentials, visitor, desk }: LauncherParts): Promise<void> => {
  const { registerEngine } = await import('../../components/shared/engines.js');
  registerEngine('page', async () => engine);
  await import('../../components/chat-widget/index.js');
  const agent = engine();
  await agent.connect(credentials(desk), { device: { id: 'desk', class: 'web' } });
  // Somebody the back end knows already: nobody can write to who was never there.
  const before = engine();
  await before.connect(credentials(visitor), { device: { id: 'before', class: 'web' } });
  await before.disconnect();
  const write = (text: string) => {
    const content = { kind: 'text', text } as unknown as Content;
    return agent.messages.send({ clientId: crypto.randomUUID(), conversationId: `direct:${visitor}`, content });
  };
  const widget = document.createElement('im-chat-widget') as ImChatWidget;
  widget.setAttribute('engine', 'page');
  widget.setAttribute('agent', desk);
  widget.setAttribute('user-id', visitor);
  widget.token = () => credentials(visitor).token();
  document.body.append(widget);
  try {
    const part = (name: string) => widget.shadowRoot?.querySelector<HTMLElement>(`[part=${name}]`);
    if (widget.shadowRoot?.querySelector('im-chat-panel')) throw new Error('the chat was loaded before it was opened');
    part('launcher')?.click();
    await until('the chat window', () =>
      widget.shadowRoot?.querySelector('im-chat-panel')?.shadowRoot?.querySelector('im-chat-window'),
    );
    part('launcher')?.click();
    await write('How can I help?');
    await until('one unread on the bubble', () => part('badge')?.textContent === '1');
    part('launcher')?.click();
    await until('the panel', () => widget.open);
  } finally {
    widget.remove();
    await agent.disconnect();
  }
};
