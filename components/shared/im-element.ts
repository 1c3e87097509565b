import { ContextConsumer } from '@lit/context';
import { LitElement, type PropertyDeclarations } from 'lit';
import type { Client, Key, Store } from '../../core/index.js';
import { attachContextRoot, clientContext } from './context.js';
import { Languages } from './languages.js';
import { Read } from './read.js';
import { namedClient, onNamedClient } from './registry.js';
import type { LocaleKey, Translator, Values } from './translator.js';

/**
 * Base of the rows that a list makes: knows a client only by property, looks nowhere upward.
 * @internal
 */
export class ImRow extends LitElement {
  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    translator: { attribute: false },
  };
  declare client: Client | undefined;
  /** Given by a list to its rows, so that they need not look upward. */
  declare translator: Translator | undefined;

  #languages: Languages | undefined;
  #offLanguages: (() => void) | undefined;

  /** The client in force. */
  protected get im(): Client | undefined {
    return this.client;
  }

  /** Reads records under the keys named and updates when one of them changes. */
  protected read<T>(keys: () => Iterable<Key>, pick: (store: Store) => T): Read<T> {
    return new Read(this, () => this.im?.store, keys, pick);
  }

  /** Language in force: nearest `lang`, else the document's, else English. */
  protected get i18n(): Translator {
    if (this.translator) return this.translator;
    const languages = Languages.for(this.im ?? document);
    // A client that comes later brings languages of its own.
    if (languages !== this.#languages) {
      this.#offLanguages?.();
      this.#offLanguages = languages.subscribe(() => this.requestUpdate());
      this.#languages = languages;
    }
    return languages.get(langOf(this));
  }

  protected t(key: LocaleKey | (string & {}), values?: Values): string {
    return this.i18n.t(key, values);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#offLanguages?.();
    this.#languages = undefined;
    this.#offLanguages = undefined;
  }

  /**
   * Asks the page first, then acts: a cancelable event with a default action, as a form does. A failure of the act is
   * told by `im-error`; the store already shows what became of the intent.
   */
  protected ask<D>(type: `im-${string}-request`, detail: D, act: (detail: D) => unknown): boolean {
    const go = this.dispatchEvent(
      new CustomEvent<D>(type, { detail, bubbles: true, composed: true, cancelable: true }),
    );
    if (go) this.attempt(() => act(detail));
    return go;
  }

  /** Runs a command and tells the page of a failure by `im-error`. */
  protected attempt(act: () => unknown): void {
    const failed = (error: unknown): void => this.tell('im-error', { error });
    try {
      const result = act();
      if (result instanceof Promise) result.catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  /** A fact, not a question. */
  protected tell<D>(type: `im-${string}`, detail: D): void {
    this.dispatchEvent(new CustomEvent<D>(type, { detail, bubbles: true, composed: true }));
  }
}

/** Base of elements a page places. Client: own property, `for-client` name, nearest `<im-client>`, the page's only client. */
export class ImElement extends ImRow {
  static override properties: PropertyDeclarations = { forClient: { attribute: 'for-client' } };
  /** Name of the client to use; else the nearest `<im-client>`, else the only one of the page. */
  declare forClient: string | undefined;

  #context = new ContextConsumer(this, {
    context: clientContext,
    subscribe: true,
    callback: () => this.requestUpdate(),
  });
  #leave: (() => void) | undefined;

  protected override get im(): Client | undefined {
    return this.client ?? (this.forClient ? namedClient(this.forClient) : (this.#context.value ?? namedClient()));
  }

  override connectedCallback(): void {
    attachContextRoot();
    super.connectedCallback();
    this.#leave = onNamedClient(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
  }
}

/** Nearest `lang` attribute over shadow borders. */
export function langOf(element: Element): string {
  for (let at: Element | null = element; at; ) {
    const holder: Element | null = at.closest('[lang]');
    if (holder?.getAttribute('lang')) return holder.getAttribute('lang') as string;
    const root = (holder ?? at).getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}

/** Nearest `dir` over shadow borders, else that of the language. */
export const rtlOf = (element: Element): boolean => getComputedStyle(element).direction === 'rtl';
