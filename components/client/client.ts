import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Client, ClientOptions } from '../../core/index.js';
import { tokens } from '../../styles/shared/index.js';
import { attachContextRoot, clientContext } from '../shared/context.js';
import { registerClient } from '../shared/registry.js';
import { type ClientDescription, type EngineFactory, makeClient } from './make-client.js';

interface Made {
  readonly key: string;
  readonly abort: AbortController;
  client?: Client;
}

/**
 * Gives the elements inside it a client: one that the page made, or one made from the attributes here. Draws nothing.
 *
 * @attr {boolean} cloud-search - Of `tencent`: the app has bought the vendor's cloud search.
 * @slot - The elements that use the client.
 * @fires im-error - An attribute is wrong or the session has ended for good; detail: {error}.
 * @fires im-client-ready - The client exists and has been started; detail: {client}.
 */
export class ImClient extends LitElement {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    token: { attribute: false },
    engineFactory: { attribute: false },
    providers: { attribute: false },
    engine: {},
    url: {},
    userId: { attribute: 'user-id' },
    tokenUrl: { attribute: 'token-url' },
    app: {},
    appId: { attribute: 'app-id' },
    server: {},
    sdk: {},
    uploadPlugin: { attribute: 'upload-plugin' },
    name: {},
    theme: { reflect: true },
  };
  static override styles = [
    tokens,
    css`
      :host {
        display: contents;
        color: var(--_ink);
        font: var(--_text);
      }
    `,
  ];
  /** A client of the page's own; the attributes that make one are then left alone. */
  declare client: Client | undefined;
  /** Gives a token for each sign-in, instead of `token-url`. */
  declare token: (() => Promise<string>) | undefined;
  /** Makes the engine, instead of the name in `engine`. */
  declare engineFactory: EngineFactory | undefined;
  /** What the page knows of people, groups, contacts and spaces. */
  declare providers: ClientOptions['providers'];
  /** Which back end: `hub` or `tencent`. */
  declare engine: string | undefined;
  /** Where the back end is. */
  declare url: string | undefined;
  /** Who signs in. */
  declare userId: string | undefined;
  /** Answers `{"token": "..."}` to the signed-in user of the page. */
  declare tokenUrl: string | undefined;
  /** Keeps what is stored for different apps of one site apart. */
  declare app: string | undefined;
  /** Of `tencent`: the SDKAppID of the app. */
  declare appId: string | undefined;
  /** Of `tencent`: address of a private server, `wss://`; the vendor's own when absent. */
  declare server: string | undefined;
  /** Of `tencent`: address of the site's own copy of the SDK, for pages without a bundler. */
  declare sdk: string | undefined;
  /** Of `tencent`: address of the site's own copy of the vendor's upload plugin, without which no files are sent. */
  declare uploadPlugin: string | undefined;
  /** What `for-client` of elements elsewhere says. */
  declare name: string | undefined;
  /** `light`, `dark` or `auto`; that of the page when absent. */
  declare theme: string | undefined;

  #provider = new ContextProvider(this, { context: clientContext });
  #made: Made | undefined;
  #given: Client | undefined;
  #leave: (() => void) | undefined;

  /** The client in force, the page's or the one made here. */
  get current(): Client | undefined {
    return this.client ?? this.#made?.client;
  }

  override connectedCallback(): void {
    attachContextRoot();
    super.connectedCallback();
    this.requestUpdate();
  }

  /** Moved within the page is not removed: what it made is stopped only when it does not come back at once. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setTimeout(() => {
      if (this.isConnected) return;
      this.#stop();
      this.#give();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    this.#make();
    this.#give();
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  #make(): void {
    const wanted = !this.client && (this.engine !== undefined || this.engineFactory !== undefined);
    const { engine, url, userId, tokenUrl, app, name, token, engineFactory, providers } = this;
    const more = {
      'app-id': this.appId,
      server: this.server,
      sdk: this.sdk,
      'upload-plugin': this.uploadPlugin,
    };
    const attribute = (asked: string): string | null => {
      const value = more[asked as keyof typeof more] ?? this.getAttribute(asked);
      return value === null ? null : String(value);
    };
    const texts = { engine, url, userId, tokenUrl, app, name };
    const description: ClientDescription = { ...texts, token, engineFactory, providers, attribute };
    const key = JSON.stringify([{ ...texts, ...more }, [token, engineFactory, providers].map(numberOf)]);
    if (this.#made && (!wanted || this.#made.key !== key)) this.#stop();
    if (!wanted || this.#made) return;
    const made: Made = { key, abort: new AbortController() };
    this.#made = made;
    makeClient(description).then(
      (client) => !made.abort.signal.aborted && this.#start(made, client),
      (error: unknown) => !made.abort.signal.aborted && this.#fail(error),
    );
  }

  #start(made: Made, client: Client): void {
    made.client = client;
    this.#give();
    client.session.start().catch((error: unknown) => !made.abort.signal.aborted && this.#fail(error));
    this.dispatchEvent(new CustomEvent('im-client-ready', { detail: { client }, bubbles: true, composed: true }));
  }

  #stop(): void {
    this.#made?.abort.abort();
    void this.#made?.client?.session.stop().catch(() => {});
    this.#made = undefined;
  }

  /** Tells descendants, and the page by name, which client is in force. */
  #give(): void {
    const client = this.isConnected ? this.current : undefined;
    if (client === this.#given) return;
    this.#leave?.();
    this.#leave = client && registerClient(client);
    this.#given = client;
    this.#provider.setValue(client);
  }

  #fail(error: unknown): void {
    console.error(`<im-client> ${error instanceof Error ? error.message : String(error)}`);
    this.dispatchEvent(new CustomEvent('im-error', { detail: { error }, bubbles: true, composed: true }));
  }
}

/** Functions told apart in a key, without keeping them alive. */
const numbers = new WeakMap<object, number>();
let count = 0;
function numberOf(value: object | undefined): number {
  if (!value) return 0;
  let number = numbers.get(value);
  if (!number) {
    number = ++count;
    numbers.set(value, number);
  }
  return number;
}
