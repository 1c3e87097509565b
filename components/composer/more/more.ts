import '../../menu/index.js';
import './bar.define.js';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ConversationId, MessageId } from '../../../core/index.js';
import { composerParts } from '../../../locales/parts/composer.js';
import type { ImMenu, MenuItem } from '../../menu/index.js';
import type { ComposeAsk } from '../../shared/compose.js';
import { teach } from '../../shared/languages.js';
import type { Translator } from '../../shared/translator.js';
import type { Desk } from '../desk.js';
import { keeping } from '../keeping.js';
import { type Staged, unstage } from '../staged.js';
import { edit, isEditing, lastEditable, takeUp } from './editing.js';
import { EmojiBox } from './emoji-box.js';
import { LongHold } from './hold.js';
import { moreStyles } from './more.styles.js';
import { MAX_FILES, stageAll } from './staging.js';
import { smaller, tray } from './tray.js';
import { Voice } from './voice.js';

/**
 * Everything of a composer beyond plain words: files, answers, edits, emoji, menus, voice. Loaded when the first of them is
 * used.
 */
export class More implements ReactiveController {
  readonly #desk: Desk;
  readonly #emoji: EmojiBox;
  readonly #voice: Voice;
  readonly #hold: LongHold;
  #items: readonly MenuItem[] = [];
  #label = '';
  #said = '';
  #keyboard = false;
  readonly #taken = new Set<MessageId>();
  #awaited: { readonly id: MessageId; off(): void } | undefined;

  constructor(desk: Desk) {
    teach(composerParts);
    const { composer } = desk;
    const root = composer.shadowRoot;
    if (root && moreStyles.styleSheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, moreStyles.styleSheet];
    this.#desk = desk;
    this.#emoji = new EmojiBox(composer, (emoji) => composer.insert(emoji));
    this.#voice = new Voice(desk);
    this.#hold = new LongHold(composer, () => void this.ways());
    desk.writing.extra ??= keeping(desk);
    composer.addController(this);
  }

  hostUpdate(): void {
    if (takeUp(this.#desk, this.#taken)) this.#say(this.#t('composer.editing'));
    this.#await();
  }

  hostDisconnected(): void {
    this.#awaited?.off();
    this.#awaited = undefined;
  }

  /** The message of an edit that was begun on an earlier visit may come later than the draft. */
  #await(): void {
    const [client, id] = [this.#desk.client(), this.#desk.conversation()];
    const wanted =
      client && id && !this.#desk.writing.aside ? client.store.get('draft', id)?.editing?.messageId : undefined;
    if (wanted === this.#awaited?.id) return;
    this.#awaited?.off();
    const off = wanted && client?.store.subscribe([`message/${wanted}`], () => this.#desk.composer.requestUpdate());
    this.#awaited = wanted && off ? { id: wanted, off } : undefined;
  }

  /** Stages files; what cannot go is said and left out. */
  add(id: ConversationId, files: readonly File[]): void {
    const { writing, composer } = this.#desk;
    const client = this.#desk.client();
    if (!client) return;
    const { good, notes } = stageAll(files, writing.staged.length, client.limits, composer.compress !== 'never');
    writing.hold(id, good, notes);
  }

  take(ask: ComposeAsk): void {
    const { writing, composer } = this.#desk;
    if (ask.what === 'edit') this.#edit(ask.messageId, ask.text);
    else if (ask.what === 'reply') {
      const id = this.#desk.conversation();
      if (writing.aside && id) writing.lend(id, undefined);
      writing.answer(ask.messageId);
      composer.focus();
    }
  }

  editLast(): void {
    const message = lastEditable(this.#desk);
    if (message) this.#edit(message.id);
  }

  emoji(): Promise<void> {
    return this.#desk.composer.updateComplete.then(() => this.#emoji.show());
  }

  record(): Promise<void> {
    return this.#voice.start();
  }

  async plus(): Promise<void> {
    const { plusItems } = await import('./plus.js');
    const { composer } = this.#desk;
    const asks = composer.shadowRoot?.querySelector<HTMLElement>('.asks') ?? composer;
    const items = await plusItems(this.#desk, asks);
    const [only] = items;
    if (items.length === 1 && only?.id === 'file') only.act();
    else await this.#menu(items, this.#t('composer.add'), '[part=attach]');
  }

  /** The ways to send: silently, for a while. */
  async ways(): Promise<void> {
    const { sendWays } = await import('./send-ways.js');
    await this.#menu(sendWays(this.#desk), this.#t('composer.ways'), '[part=send]');
  }

  held(event: PointerEvent): void {
    this.#hold.begin(event);
  }

  watchKeyboard(): void {
    if (this.#keyboard) return;
    this.#keyboard = true;
    const { composer } = this.#desk;
    void import('./viewport.js').then(({ keepInView }) => {
      let end = (): void => {};
      composer.addController({
        hostConnected: () => (end = keepInView(composer)),
        hostDisconnected: () => end(),
      });
    });
  }

  /** Escape ends what was begun last. */
  key({ key }: KeyboardEvent): boolean {
    const { writing } = this.#desk;
    const id = this.#desk.conversation();
    if (key !== 'Escape' || !id || (!writing.aside && !writing.reply)) return false;
    this.#end();
    return true;
  }

  /** In the field, above the text. */
  above(): TemplateResult {
    const { writing, composer } = this.#desk;
    const i18n = this.#desk.i18n();
    const { aside, staged } = writing;
    const choice = composer.compress === 'ask';
    return html`${this.#bar(i18n)}${
      staged.length > 0 && !aside
        ? html`${tray(staged, { i18n, remove: this.#remove, move: this.#move })}${choice ? smaller(staged, i18n, this.#whole) : nothing}`
        : nothing
    }`;
  }

  /** In place of the text. */
  instead(): TemplateResult | undefined {
    return this.#voice.render();
  }

  notes(): TemplateResult | typeof nothing {
    const count = this.#desk.writing.staged.length;
    return count > 1 ? html`<div>${this.#t('composer.files-count', { count, max: MAX_FILES })}</div>` : nothing;
  }

  below(): TemplateResult {
    const i18n = this.#desk.i18n();
    return html`<im-menu .translator=${i18n} .items=${this.#items} .label=${this.#label}></im-menu>
      <div class="asks"></div><div class="sr" role="status">${this.#said}</div>
      ${this.#emoji.render(i18n.t('composer.emoji'), i18n)}`;
  }

  #t(key: string, values?: Parameters<Translator['t']>[1]): string {
    return this.#desk.i18n().t(key, values);
  }

  #bar(i18n: Translator): TemplateResult | typeof nothing {
    const { aside, reply } = this.#desk.writing;
    const editing = isEditing(aside) ? aside : undefined;
    const messageId = editing?.messageId ?? reply;
    if (!messageId) return nothing;
    return html`<im-compose-bar part="bar" .client=${this.#desk.client()} .translator=${i18n} .messageId=${messageId}
      .mode=${editing ? 'edit' : 'reply'} .dismiss=${this.#end}></im-compose-bar>`;
  }

  #edit(messageId: string, text?: string): void {
    const { composer, input } = this.#desk;
    if (!edit(this.#desk, messageId, text === undefined ? undefined : { text })) return;
    composer.focus();
    void composer.updateComplete.then(() => {
      const field = input();
      field?.setSelectionRange(field.value.length, field.value.length);
      this.#say(this.#t('composer.editing'));
    });
  }

  /** Of the edit, else of the answer. */
  #end = (gone = false): void => {
    const { writing, composer } = this.#desk;
    const id = this.#desk.conversation();
    if (writing.aside && id) writing.lend(id, undefined);
    else {
      writing.answer(undefined);
      if (gone) writing.set({ notes: [(i18n) => i18n.t('composer.reply-gone')] });
    }
    if (!gone) composer.focus();
  };

  async #menu(items: readonly MenuItem[], label: string, anchor: string): Promise<void> {
    const { composer } = this.#desk;
    this.#items = items;
    this.#label = label;
    composer.requestUpdate();
    await composer.updateComplete;
    const root = composer.shadowRoot;
    const button = root?.querySelector<HTMLElement>(anchor);
    const menu = root?.querySelector('im-menu') as ImMenu | null;
    if (button && items.length > 0) await menu?.show(button);
  }

  #remove = (one: Staged): void => {
    const { writing, composer } = this.#desk;
    unstage(one);
    writing.set({ staged: writing.staged.filter((other) => other !== one), notes: [] });
    composer.focus();
  };

  #move = (one: Staged, to: number): void => {
    const { writing, composer } = this.#desk;
    const staged = writing.staged.filter((other) => other !== one);
    staged.splice(to, 0, one);
    writing.set({ staged });
    void composer.updateComplete.then(() => {
      const grip = composer.shadowRoot?.querySelectorAll<HTMLElement>('.grip')[to];
      grip?.focus();
      grip?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  };

  #whole = (whole: boolean): void => {
    const { writing } = this.#desk;
    writing.set({ staged: writing.staged.map((one) => ({ ...one, whole })) });
  };

  /** To those who hear the page; a region must stand there before it speaks. */
  #say(words: string): void {
    const { composer } = this.#desk;
    this.#said = '';
    composer.requestUpdate();
    setTimeout(() => {
      this.#said = words;
      composer.requestUpdate();
    }, 150);
  }
}
