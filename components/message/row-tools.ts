import { nothing, type TemplateResult } from 'lit';
import type { Client, Message } from '../../core/index.js';
import type { ImMenu, MenuAnchor } from '../menu/menu.js';
import { composes } from '../shared/compose.js';
import type { Translator } from '../shared/translator.js';
import { type ActionHost, actionsFor, type MessageAction, type MessageActions } from './actions.js';
import { prepareRows, prepareWriting } from './ahead.js';
import { failure } from './failure.js';
import { actionOf } from './keys.js';
import { LongPress } from './long-press.js';
import { ownMenu } from './own-menu.js';
import { isRead } from './readings.js';
import type { RowContext } from './templates.js';
import { again, pick, QUICK, tools } from './tools.js';
import { toolStyles } from './tools.styles.js';

/** How often an open row asks whether an action is still allowed, milliseconds. */
const RECHECK = 1000;
/** Longest a menu waits to hear whether the message can be read otherwise, milliseconds. */
const THINKS = 200;

type Way = ReturnType<ActionHost['readable']>;

/** A row, as its tools need it. */
export interface ToolsHost {
  readonly row: HTMLElement & {
    readonly renderRoot: ParentNode;
    readonly updateComplete: Promise<boolean>;
    requestUpdate(): void;
    addController(controller: object): void;
    removeController(controller: object): void;
  };
  client(): Client | undefined;
  message(): Message | undefined;
  i18n(): Translator;
  ask(type: `im-${string}-request`, detail: object, act: () => unknown): boolean;
  tell(type: `im-${string}`, detail: object): void;
  attempt(act: () => unknown): void;
}

/** The half of a row that comes when somebody points at it: what may be done, its buttons, its menu, its keys. */
export class RowTools {
  readonly #host: ToolsHost;
  readonly #press: LongPress;
  #active = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #offered: MessageActions | undefined;
  /** Asked of this content, while somebody points at the row. */
  #read: { readonly of: unknown; readonly way: Promise<Way>; known?: Way } | undefined;

  constructor(host: ToolsHost) {
    this.#host = host;
    this.#press = new LongPress(host.row, (at) => void this.open(at));
  }

  get #menu(): ImMenu | null {
    return this.#host.row.renderRoot.querySelector('im-menu');
  }

  /** `late`: the event was there before these tools were. */
  notice(event: Event, late = false): void {
    const { type } = event;
    if (type === 'pointerenter' || type === 'focusin') this.#wake(true);
    else if (type === 'pointerleave' || type === 'focusout') {
      if (!this.#host.row.matches(':hover, :focus-within') && !this.#menu?.open) this.#wake(false);
    } else if (type !== 'contextmenu') {
      if (late) this.#press.handleEvent(event as PointerEvent);
    } else if (late ? event.defaultPrevented : !ownMenu(event)) this.#context(event as MouseEvent);
  }

  /** The row has left the page. */
  rest(): void {
    this.#wake(false);
  }

  /** Styles are named anew when a row comes back, and these are not among them. */
  #dress(): void {
    const root = this.#host.row.shadowRoot;
    const { styleSheet } = toolStyles;
    if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  }

  #wake(on: boolean): void {
    if (on) {
      this.#dress();
      this.#prepare();
    }
    clearInterval(this.#timer);
    if (on) this.#timer = setInterval(() => this.#host.row.requestUpdate(), RECHECK);
    else this.#offered = this.#read = undefined;
    if (this.#active === on) return;
    this.#active = on;
    this.#host.row.requestUpdate();
  }

  #prepare(): void {
    const client = this.#host.client();
    const message = this.#host.message();
    prepareRows();
    if (client && message && composes(client, message.conversationId)) prepareWriting();
  }

  async open(at?: MenuAnchor, short?: boolean): Promise<void> {
    const { row } = this.#host;
    this.#wake(true);
    row.requestUpdate();
    await row.updateComplete;
    // Nothing moves under the finger; a device that thinks for long comes later.
    await Promise.race([this.#read?.way, new Promise((resolve) => setTimeout(resolve, THINKS))]);
    await row.updateComplete;
    const bubble = row.renderRoot.querySelector('.bubble, .line');
    if (bubble) await this.#menu?.show(at ?? bubble, row, short);
  }

  /** Does what a key stands for. */
  pressed(event: KeyboardEvent): void {
    const action = actionOf(event, this.#offered?.actions ?? []);
    const message = this.#host.message();
    if (!action || !message) return;
    event.preventDefault();
    this.#host.attempt(() => action.run(message));
  }

  /** What may be done, whatever the page says. */
  actions(message: Message): MessageAction[] {
    const host = this.#actionHost();
    return host ? actionsFor(message, host) : [];
  }

  /** Beside the bubble, while somebody points at the row. */
  render(row: RowContext): TemplateResult | typeof nothing {
    const host = this.#actionHost();
    if (!this.#active || !host) return nothing;
    const detail = { message: row.message, actions: actionsFor(row.message, host), quick: [...QUICK] };
    this.#host.tell('im-message-actions', detail);
    this.#offered = detail;
    return tools(row, detail, host, (at, short) => void this.open(at, short));
  }

  /** Below the bubble of a message that was not sent. */
  failure(row: RowContext): TemplateResult {
    this.#dress();
    return failure(row, this.actions(row.message));
  }

  again(message: Message): unknown {
    this.#dress();
    const host = this.#actionHost();
    return host && again(message, host);
  }

  /** Does the reader see it in other words? */
  reads(message: Message): boolean {
    const client = this.#host.client();
    return Boolean(client && isRead(client, message));
  }

  /** Any emoji, put on the message. */
  pick(at: DOMRect): void {
    const host = this.#actionHost();
    const message = this.#host.message();
    if (host && message) this.#host.attempt(() => pick(host, message.id, at));
  }

  #actionHost(): ActionHost | undefined {
    const { row, ask } = this.#host;
    const client = this.#host.client();
    return (
      client && {
        client,
        row,
        ask,
        i18n: this.#host.i18n(),
        react: () => void this.open(undefined, true),
        readable: (message) => this.#readable(client, message),
        update: () => row.requestUpdate(),
      }
    );
  }

  #readable(client: Client, { id, content }: Message): Way {
    if (this.#read?.of !== content) {
      const read = {
        of: content,
        way: client.messages.readable(id, this.#host.i18n().lang).catch(() => undefined),
        known: undefined as Way,
      };
      this.#read = read;
      void read.way.then((way) => {
        read.known = way;
        if (way) this.#host.row.requestUpdate();
      });
    }
    return this.#read.known;
  }

  #context(event: MouseEvent): void {
    if (this.#host.message()?.content.kind === 'notice') return;
    event.preventDefault();
    void this.open(event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : undefined);
  }
}
