import type { TemplateResult } from 'lit';
import type { Client, ConversationId } from '../../core/index.js';
import type { Translator } from '../shared/translator.js';
import type { ImComposer } from './composer.js';
import type { Writing } from './writing.js';

/** What the parts that are loaded later work with. */
export interface Desk {
  readonly composer: ImComposer;
  readonly writing: Writing;
  client(): Client | undefined;
  conversation(): ConversationId | undefined;
  input(): HTMLTextAreaElement | null;
  i18n(): Translator;
  /** The field was changed by a script. */
  typed(): void;
}

/** A command that a page offers: written as `/name arguments`. */
export interface Command {
  /** Without the stroke, and without spaces. */
  readonly name: string;
  readonly label: string;
  /** What its arguments are. */
  readonly hint?: string;
  /** Absent: `im-command-request`. What rejects comes back into the field. */
  run?(args: string, composer: ImComposer): unknown;
}

/** What a page adds to the menu of the plus button. */
export interface ComposerInsert {
  readonly name: string;
  readonly label: string;
  readonly icon?: TemplateResult;
  run(composer: ImComposer): unknown;
}
