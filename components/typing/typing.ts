import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, isConversationId } from '../../core/index.js';
import { base, tokens } from '../../styles/shared/index.js';
import { Announcer } from '../shared/announcer.js';
import { ImElement } from '../shared/im-element.js';
import { nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import { styles } from './typing.styles.js';

/**
 * Who is writing in a conversation right now. Empty, and without height, when nobody is.
 *
 * @csspart line - The dots and the names.
 * @csspart dots - The three dots.
 */
export class ImTyping extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, styles];
  static override properties: PropertyDeclarations = { conversation: {} };
  /** Where they write. */
  declare conversation: ConversationId | undefined;

  #announcer = new Announcer(this, (said) => said.at(-1));
  #told = '';
  #users = this.read(
    () => [`typing/${this.conversation}`, ...this.#ids.flatMap(nameKeys)],
    (store) => this.#ids.map((id) => nameIn(store, id)),
  );

  get #ids(): readonly string[] {
    if (!isConversationId(this.conversation)) return [];
    const typing = this.im?.store.get('typing', this.conversation);
    return typing ? typing.users.map(({ userId }) => userId).filter((id) => id !== this.im?.userId) : [];
  }

  protected override updated(): void {
    const words = this.#words;
    if (words && words !== this.#told) this.#announcer.say(words);
    if (!words) this.#announcer.clear();
    this.#told = words;
  }

  override render(): TemplateResult {
    wantUsers(this.im, this.#ids);
    const words = this.#words;
    return html`${
      words
        ? html`<div class="line" part="line" aria-hidden="true"><span class="dots" part="dots"><i></i><i></i><i></i></span
            ><span class="words" dir="auto">${words}</span></div>`
        : nothing
    }${this.#announcer.region}`;
  }

  get #words(): string {
    const names = this.#users.value ?? [];
    const [name, other] = names.map(isolated);
    if (!name) return '';
    if (names.length === 1) return this.t('typing.one', { name });
    return names.length === 2
      ? this.t('typing.two', { name, other: other ?? '' })
      : this.t('typing.many', { count: names.length });
  }
}

/** A name keeps its own direction inside a sentence of another. */
const isolated = (name: string): string => `\u2068${name}\u2069`;
