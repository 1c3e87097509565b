import { css, nothing, type PropertyDeclarations } from 'lit';
import type { Client, ClientEvents, ConversationId } from '../../core/index.js';
import { badge } from '../shared/format-later.js';
import { ImElement } from '../shared/im-element.js';
import { previewText } from '../shared/preview.js';
import { nameOf, titleOf } from '../shared/titles.js';
import { appBadge, titleBadge } from './badges.js';
import { chime } from './chime.js';
import { askDesktop, desktopState, localAlerts, onLocalAlerts } from './local.js';

type Alert = ClientEvents['alert'];

/**
 * Tells of messages while the page is open; has no look of its own. What alerts, the levels and quiet hours of the account say;
 * of all tabs of the browser one speaks. Each way is on by its attribute, and off where the person has turned it off in this
 * browser (`localAlerts` of this module, shown by `<im-settings>`).
 *
 * @fires im-notify-request - A message is to be told of. Cancelable; detail: {conversationId, message, silent}.
 * @fires im-notification-click - A notification was chosen, and the page is in front. Detail: {conversationId, messageId}.
 */
export class ImNotifier extends ImElement {
  static readonly version = '0.1.0';
  static override styles = css`
    :host {
      display: none;
    }
  `;
  static override properties: PropertyDeclarations = {
    sound: { type: Boolean },
    titleBadge: { attribute: 'title-badge', type: Boolean },
    appBadge: { attribute: 'app-badge', type: Boolean },
    desktop: { type: Boolean },
    bare: { type: Boolean },
  };
  /** A short sound. */
  declare sound: boolean;
  /** The count of unread messages before the page's title. */
  declare titleBadge: boolean;
  /** The same on the icon of an installed page. */
  declare appBadge: boolean;
  /** Notifications of the system, while the page is not in front and the person has allowed them (`askDesktop`). */
  declare desktop: boolean;
  /** Notifications never hold the words of a message. */
  declare bare: boolean;

  #of: { readonly client: Client; readonly leave: () => void } | undefined;
  #leaveLocal: (() => void) | undefined;
  #shown = new Map<ConversationId, Notification>();
  #unread = this.read(
    () => ['unread/total'],
    (store) => store.get('unread', 'total')?.count ?? 0,
  );

  constructor() {
    super();
    this.sound = this.titleBadge = this.appBadge = this.desktop = this.bare = false;
  }

  /**
   * Has the browser ask whether notifications of the system may be shown: call it while a person does something, such as on a
   * click. Answers whether they may.
   */
  askDesktop(): Promise<boolean> {
    return askDesktop();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaveLocal = onLocalAlerts(() => this.requestUpdate());
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveLocal?.();
    this.#follow(undefined);
    titleBadge(this, 0, String);
    appBadge(this, 0);
    for (const id of [...this.#shown.keys()]) this.#close(id);
  }

  override render(): typeof nothing {
    return nothing;
  }

  protected override updated(): void {
    if (!this.isConnected) return;
    this.#follow(this.im);
    const local = localAlerts();
    const count = this.im ? (this.#unread.value ?? 0) : 0;
    titleBadge(this, this.titleBadge && local.titleBadge ? count : 0, (all) => badge(all, this.i18n.lang));
    appBadge(this, this.appBadge && local.appBadge ? count : 0);
    // What was read elsewhere need not be told of here.
    for (const id of [...this.#shown.keys()]) if (!this.im?.store.get('conversation', id)?.unread) this.#close(id);
  }

  #follow(client: Client | undefined): void {
    if (this.#of?.client === client) return;
    this.#of?.leave();
    this.#of = client && { client, leave: client.on('alert', (alert) => this.#alert(client, alert)) };
  }

  #alert(client: Client, { message, silent = false }: Alert): void {
    const { conversationId } = message;
    this.ask('im-notify-request', { conversationId, message, silent }, async () => {
      const local = localAlerts();
      const loud = this.sound && local.sound && !silent;
      const heard = loud && (await chime());
      const away = document.visibilityState === 'hidden' || !document.hasFocus();
      if (this.desktop && local.desktop && away) this.#show(client, message, !loud || heard);
    });
  }

  #show(client: Client, message: Alert['message'], silent: boolean): void {
    const { conversationId: id } = message;
    if (desktopState() !== 'granted' || !this.isConnected) return;
    let made: Notification;
    try {
      made = new Notification(titleOf(client.store, id), {
        body: this.#words(client, message),
        // One a conversation: the next takes its place.
        tag: `im/${client.userId}/${id}`,
        lang: this.i18n.lang,
        silent,
      });
    } catch {
      // Some browsers show them only for service workers.
      return;
    }
    this.#shown.set(id, made);
    made.onclick = () => {
      window.focus();
      this.#close(id);
      this.tell('im-notification-click', { conversationId: id, messageId: message.id });
    };
    made.onclose = () => {
      if (this.#shown.get(id) === made) this.#shown.delete(id);
    };
  }

  /** The account, this browser and the page may each keep them to themselves. */
  #words({ store }: Client, message: Alert['message']): string {
    const open = !this.bare && localAlerts().detail && store.get('settings', 'self')?.push.detail !== false;
    if (!open) return this.t('notifier.new');
    const text = previewText(message, store, this.i18n);
    if (!message.conversationId.startsWith('group:')) return text;
    return `${nameOf(store.get('user', message.senderId), message.sender?.name ?? message.senderId)}: ${text}`;
  }

  #close(id: ConversationId): void {
    this.#shown.get(id)?.close();
    this.#shown.delete(id);
  }
}
