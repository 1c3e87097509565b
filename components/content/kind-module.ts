import type { TemplateResult } from 'lit';
import type { Client, Content, ConversationId } from '../../core/index.js';
import type { Translator } from '../shared/translator.js';
import type { Renderer } from './registry.js';

/** What a composer's menu can begin: a poll, a place, a contact. Its label is the locale key `insert.<kind>`. */
export interface Insert {
  readonly icon: () => TemplateResult;
  /** Left out of the menu where it is false, such as for a poll in a direct conversation. */
  fits?(conversation: ConversationId, client: Client): boolean;
  /**
   * Asks the person for what is needed in a dialog of its own under `host` (an element in the composer's shadow root) and
   * resolves with the content to send, or with nothing when he thinks better of it.
   */
  ask(
    host: HTMLElement,
    context: InsertContext,
  ): Promise<{ readonly content: Content; readonly blob?: Blob } | undefined>;
}

export interface InsertContext {
  readonly client: Client;
  readonly i18n: Translator;
  readonly conversation: ConversationId;
}

/** A file in components/content/kinds: one kind of content. */
export interface KindModule {
  readonly renderer: Renderer<never>;
  readonly insert?: Insert;
}
