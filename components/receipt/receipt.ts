import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type ConversationId, type Key, kindOf, type Message, type Store, targetOf } from '../../core/index.js';
import { base } from '../../styles/shared/index.js';
import { checkCheckIcon, checkIcon, circleAlertIcon, clockIcon } from '../shared/icons.js';
import { LoneRow } from '../shared/lone-row.js';
import { styles } from './receipt.styles.js';

type State = 'queued' | 'uploading' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';
interface Status {
  readonly state: State;
  /** People who have read it; only in groups. */
  readonly readers?: number;
}

/**
 * How far one of the reader's own messages has come: waiting, sent, delivered, read. Draws nothing for others' messages.
 *
 * @csspart icon - The ticks, the clock or the mark.
 * @cssprop --im-receipt-read - Colour of the ticks of a message that was read, that of the text by default.
 */
export class ImReceipt extends LoneRow {
  static readonly version = '0.1.0';
  static override styles = [base, styles];
  static override properties: PropertyDeclarations = { messageId: { attribute: 'message-id' } };
  /** Whose fate is shown. */
  declare messageId: string | undefined;

  #shown: string | undefined;
  #status = this.read(
    () => this.#keys(),
    (store) => (this.messageId ? statusOf(store, this.messageId, this.im?.userId) : undefined),
  );

  #keys(): readonly Key[] {
    return this.messageId ? keysOf(this.im?.store, this.messageId, this.im?.userId) : [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#shown = undefined;
  }

  /** A cursor concerns every row of its conversation; only rows that it changes draw again, or that listen to others now. */
  protected override shouldUpdate(changed: PropertyValues): boolean {
    const status = this.#status.value;
    const next = `${status?.state} ${status?.readers} ${this.i18n.lang} ${this.#keys().length}`;
    const same = changed.size === 0 && this.hasUpdated && next === this.#shown;
    this.#shown = next;
    return !same;
  }

  override render(): TemplateResult | typeof nothing {
    const status = this.#status.value;
    if (!status) return nothing;
    const { state, readers } = status;
    const words = readers ? this.t('delivery.read-by', { count: readers }) : this.t(`delivery.${state}`);
    const [look, icon] = lookOf(state);
    return html`<span class=${look} part="icon" title=${words}>${icon}</span><span class="sr">${words}</span>`;
  }
}

/** Its class, and its picture. */
function lookOf(state: State): readonly [string, TemplateResult] {
  if (state === 'sent') return ['plain', checkIcon()];
  if (state === 'delivered') return ['plain', checkCheckIcon()];
  if (state === 'read') return [state, checkCheckIcon()];
  return state === 'failed' ? [state, circleAlertIcon()] : ['waiting', clockIcon()];
}

const cursorOf = (store: Store, id: ConversationId, user: string) => store.get('cursor', `${id}/${user}`);

/** Everybody else in the conversation whose cursor may be known. */
const othersIn = (store: Store, id: ConversationId, self: string | undefined): readonly string[] =>
  kindOf(id) === 'direct' ? [targetOf(id)] : store.list(`cursors/${id}`).filter((user) => user !== self);

function keysOf(store: Store | undefined, id: string, self: string | undefined): Key[] {
  const message = store?.get('message', id);
  const keys: Key[] = [`message/${id}`];
  if (!store || !message?.own || !message.order) return keys;
  const { conversationId, order } = message;
  if (kindOf(conversationId) !== 'direct') keys.push(`list/cursors/${conversationId}`, `tally/${id}`);
  // Who has read it has read it for good: a cursor that moves wakes only the rows that it has yet to pass.
  for (const user of othersIn(store, conversationId, self))
    if ((cursorOf(store, conversationId, user)?.read ?? -1) < order.seq) keys.push(`cursor/${conversationId}/${user}`);
  return keys;
}

function statusOf(store: Store, id: string, self: string | undefined): Status | undefined {
  const message = store.get('message', id);
  if (!message?.own || message.content.kind === 'recalled') return undefined;
  if (message.delivery.state !== 'sent') return { state: message.delivery.state };
  return { state: 'sent', ...progress(store, message, self) };
}

function progress(store: Store, message: Message, self: string | undefined): Partial<Status> {
  const seq = message.order?.seq;
  if (seq === undefined) return {};
  const { conversationId } = message;
  let delivered = false;
  let readers = 0;
  for (const user of othersIn(store, conversationId, self)) {
    const cursor = cursorOf(store, conversationId, user);
    if (cursor && cursor.read >= seq) readers += 1;
    if (cursor && cursor.delivered >= seq) delivered = true;
  }
  const read = Math.max(store.get('tally', message.id)?.read ?? 0, readers);
  if (read > 0) return kindOf(conversationId) === 'direct' ? { state: 'read' } : { state: 'read', readers: read };
  return delivered ? { state: 'delivered' } : {};
}
