import { ContextConsumer } from '@lit/context';
import { adoptStyles, type LitElement } from 'lit';
import type { Client } from '../../core/index.js';
import { tokens } from '../../styles/shared/index.js';
import { attachContextRoot, clientContext } from './context.js';
import { ImRow } from './im-element.js';
import { namedClient, onNamedClient } from './registry.js';

/**
 * Base of rows that a page may also place by hand: with no client given by a list, it looks for one as placed elements
 * do, and with no list around it, it carries the tokens itself. Rows of a list pay nothing for it.
 * @internal
 */
export class LoneRow extends ImRow {
  #context: ContextConsumer<typeof clientContext, this> | undefined;
  #leave: (() => void) | undefined;

  protected override get im(): Client | undefined {
    return this.client ?? this.#context?.value ?? (this.#context && namedClient());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Lists give their rows a translator.
    if (!this.translator) this.#wearTokens();
    if (this.client) return;
    attachContextRoot();
    const callback = (): void => this.requestUpdate();
    this.#context ??= new ContextConsumer(this, { context: clientContext, subscribe: true, callback });
    this.#leave ??= onNamedClient(callback);
  }

  #wearTokens(): void {
    const { elementStyles } = this.constructor as typeof LitElement;
    if (this.shadowRoot) adoptStyles(this.shadowRoot, [tokens, ...elementStyles]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
  }
}
