import { html, nothing, type TemplateResult } from 'lit';
import { type Client, type ConversationId, contentType, type Message, type MessageId } from '../../core/index.js';
import type { Question } from '../dialog/index.js';
import type { ImMessage } from '../message/message.js';
import { rooms } from '../message/rooms.js';
import { clockTime } from '../shared/format.js';
import { xIcon } from '../shared/icons.js';
import { copyIcon, trash2Icon } from '../shared/icons-actions.js';
import { downloadIcon } from '../shared/icons-later.js';
import { forwardIcon } from '../shared/icons-message.js';
import { previewText } from '../shared/preview.js';
import { nameOf } from '../shared/titles.js';
import type { Translator } from '../shared/translator.js';
import { rowOf } from './row-of.js';

export interface SelectionHost {
  readonly list: HTMLElement;
  readonly client: Client;
  readonly conversation: ConversationId;
  readonly i18n: Translator;
  readonly selecting: ReadonlySet<MessageId>;
  rows(): readonly ImMessage[];
  change(selecting: ReadonlySet<MessageId> | undefined): void;
  ask(type: `im-${string}-request`, detail: object, act: () => unknown): boolean;
}

/** Kinds that are nobody's words: there is nothing to be done with them. */
const FIXED: ReadonlySet<string> = new Set(['notice', 'recalled']);

/** Several messages at once: what a click or a key does to them, and the bar of what may be done. */
export class Selection {
  /** Where Shift extends from. */
  #from: MessageId | undefined;

  pickable(message: Message | undefined): boolean {
    return message?.order !== undefined && !message.recalled && !FIXED.has(message.content.kind);
  }

  /** Rows say whether they are chosen, or nothing once selecting has ended. */
  mark(rows: readonly ImMessage[], host: SelectionHost | undefined): void {
    for (const row of rows) {
      const message = host?.client.store.get('message', row.messageId ?? '');
      if (!host || !this.pickable(message)) {
        row.removeAttribute('role');
        row.removeAttribute('aria-checked');
        continue;
      }
      row.setAttribute('role', 'checkbox');
      row.setAttribute('aria-checked', String(host.selecting.has(row.messageId as string)));
    }
  }

  toggle(id: MessageId, host: SelectionHost, extend = false): void {
    const next = new Set(host.selecting);
    const ids = host.rows().map((row) => row.messageId as MessageId);
    const [from, to] = [ids.indexOf(this.#from ?? ''), ids.indexOf(id)];
    if (extend && from >= 0)
      for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1))
        if (this.pickable(host.client.store.get('message', one))) next.add(one);
    if (!extend || from < 0) {
      if (!this.pickable(host.client.store.get('message', id))) return;
      if (!next.delete(id)) next.add(id);
    }
    this.#from = id;
    host.change(next);
  }

  click(event: MouseEvent, host: SelectionHost): void {
    const row = rowOf(event);
    if (!row?.messageId) return;
    event.preventDefault();
    event.stopPropagation();
    this.toggle(row.messageId, host, event.shiftKey);
    row.focus({ preventScroll: true });
  }

  key(event: KeyboardEvent, host: SelectionHost): void {
    const row = rowOf(event);
    if (event.key === 'Escape') host.change(undefined);
    else if (row?.messageId && (event.key === ' ' || event.key === 'Enter'))
      this.toggle(row.messageId, host, event.shiftKey);
    else if (event.key === 'Delete' && host.selecting.size > 0) void this.#delete(host);
    else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) this.#copy(host);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  bar(host: SelectionHost): TemplateResult {
    const { i18n, selecting, client, conversation } = host;
    const count = selecting.size;
    const may = (action: Parameters<Client['can']>[0]): boolean => client.can(action, conversation) === 'available';
    const tool = (label: string, icon: TemplateResult, act: () => unknown, danger = ''): TemplateResult =>
      html`<button class="icon-button ${danger}" aria-label=${label} title=${label} ?disabled=${count === 0} @click=${act}>${icon}</button>`;
    return html`<div class="picked" part="selection" role="toolbar" aria-label=${i18n.t('selection.label')} @keydown=${(
      event: KeyboardEvent,
    ) => event.key === 'Escape' && host.change(undefined)}>
      <button class="icon-button" aria-label=${i18n.t('selection.cancel')} title=${i18n.t('selection.cancel')}
        @click=${() => host.change(undefined)}>${xIcon()}</button>
      <span class="chosen" role="status">${count > 0 ? i18n.t('selection.count', { count }) : i18n.t('selection.none')}</span>
      ${tool(i18n.t('selection.copy'), copyIcon(), () => this.#copy(host))}
      ${rooms.forward && may('forward') ? tool(i18n.t('selection.forward'), forwardIcon(), () => this.#forward(host)) : nothing}
      ${tool(i18n.t('selection.export'), downloadIcon(), () => this.#export(host))}
      ${may('delete') ? tool(i18n.t('selection.delete'), trash2Icon(), () => void this.#delete(host), 'danger') : nothing}
    </div>`;
  }

  /** In the order of the transcript. */
  #chosen({ client: { store }, selecting }: SelectionHost): Message[] {
    const all = [...selecting].flatMap((id) => store.get('message', id) ?? []);
    return all.sort((a, b) => (a.order?.seq ?? 0) - (b.order?.seq ?? 0));
  }

  #copy(host: SelectionHost): void {
    const { client, i18n } = host;
    const chosen = this.#chosen(host);
    const text = chosen
      .map((message) => {
        const name = nameOf(client.store.get('user', message.senderId), message.sender?.name || message.senderId);
        const type = contentType(message.content.kind);
        const words = type?.copyable ? type.text?.(message.content as never) : undefined;
        const line = words ?? previewText(message, client.store, i18n);
        return chosen.length === 1 ? line : `${name}, ${clockTime(message.sentAt, i18n.lang)}\n${line}`;
      })
      .join('\n\n');
    host.ask('im-copy-request', { messageIds: chosen.map(({ id }) => id), text }, () =>
      navigator.clipboard.writeText(text).then(() => host.change(undefined)),
    );
  }

  #forward(host: SelectionHost): void {
    const messageIds = this.#chosen(host).map(({ id }) => id);
    host.ask('im-forward-request', { messageIds }, async () => {
      await (await rooms.forward?.())?.openForward(host.client, messageIds, host.list);
      host.change(undefined);
    });
  }

  #export(host: SelectionHost): void {
    const messageIds = this.#chosen(host).map(({ id }) => id);
    const { client, conversation, i18n } = host;
    host.ask('im-export-request', { conversationId: conversation, messageIds }, async () => {
      const blob = await client.messages.transcript(conversation, {
        format: 'html',
        messages: messageIds,
        language: i18n.lang,
      });
      const { saveBlob } = await import('../content/save.js');
      saveBlob(blob, 'messages.html');
      host.change(undefined);
    });
  }

  async #delete(host: SelectionHost): Promise<void> {
    const { client, conversation, i18n, list } = host;
    const messageIds = this.#chosen(host).map(({ id }) => id);
    const { askIn } = await import('../dialog/index.js');
    const question: Question = {
      label: i18n.t('selection.delete'),
      words: i18n.t('selection.sure', { count: messageIds.length }),
      buttons: [{ id: 'delete', label: i18n.t('selection.delete'), look: 'danger' }],
    };
    const answer = await askIn(list, question, { client, translator: i18n });
    if (!answer) return;
    host.ask('im-delete-request', { conversationId: conversation, messageIds }, async () => {
      await client.messages.delete(conversation, messageIds);
      host.change(undefined);
    });
  }
}
