import { ContextConsumer } from '@lit/context';
import type { Client } from '../../core/index.js';
import { attachContextRoot, clientContext } from './context.js';
import { ImRow } from './im-element.js';
import { namedClient, onNamedClient } from './registry.js';

/**
 * Base of rows that a page may also place by hand: with no client given by a list, it looks for one as placed elements
 * do. Rows of a list pay nothing for it.
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
    if (this.client) return;
    attachContextRoot();
    const callback = (): void => this.requestUpdate();
    this.#context ??= new ContextConsumer(this, { context: clientContext, subscribe: true, callback });
    this.#leave ??= onNamedClient(callback);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
  }
}
