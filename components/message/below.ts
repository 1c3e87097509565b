import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  type ChangeRecord,
  type Client,
  kindOf,
  type Message,
  type PendingChange,
  type Reaction,
} from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { compose, composes } from '../shared/compose.js';
import { circleAlertIcon } from '../shared/icons.js';
import { eyeIcon, flagIcon, smilePlusIcon, zapIcon } from '../shared/icons-message.js';
import { ImRow } from '../shared/im-element.js';
import { wantUsers } from '../shared/titles.js';
import { belowStyles } from './below.styles.js';
import { LongPress } from './long-press.js';
import { namesOf, wordsFor } from './names.js';
import { otherWords } from './other-words.js';
import { hide, onTurns } from './readings.js';

/**
 * Below the bubble: reactions, for whom it is, what was done to it on its way, the reader's translation, and changes that
 * were refused.
 * @internal
 */
export class ImMessageBelow extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, belowStyles];
  static override properties: PropertyDeclarations = {
    message: { attribute: false },
    change: { attribute: false },
    pick: { attribute: false },
    told: { state: true },
  };
  declare message: Message | undefined;
  declare change: ChangeRecord | undefined;
  /** Lets the person choose an emoji. */
  declare pick: ((at: DOMRect) => void) | undefined;
  /** @internal The emoji whose people are shown. */
  declare told: string | undefined;

  #held = false;
  #leave: (() => void) | undefined;
  #people = this.read(
    () => this.#who().map((id) => `user/${id}` as const),
    () => undefined,
  );

  constructor() {
    super();
    new LongPress(this, () => {
      this.#held = true;
      void this.#openReactors();
    });
    // The row's own long press is for the rest of it.
    this.addEventListener('pointerdown', (event) => {
      this.#held = false;
      if (chipOf(event)) event.stopPropagation();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = onTurns(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.told = undefined;
  }

  #who(): readonly string[] {
    const { reactions = [], audience = [], readings } = this.message ?? {};
    const named = readings?.translation?.marks?.flatMap(({ user }) => (user === '*' ? [] : user)) ?? [];
    return [...new Set([...reactions.flatMap(({ users }) => users), ...audience, ...named])];
  }

  override render(): TemplateResult | typeof nothing {
    const { message, im } = this;
    if (!message || !im) return nothing;
    void this.#people.value;
    wantUsers(im, this.#who());
    return html`${message.reactions?.length ? this.#bar(message, message.reactions, im) : nothing}${this.#notes(message, im)}${this.#reading(message, im)}${this.change?.changes
      .filter(({ failed }) => failed !== undefined)
      .map((change) => this.#failure(change, message, im))}`;
  }

  #names({ users, count }: Reaction, im: Client): string {
    return namesOf(users, im, this.i18n, this.t('reactions.you'), count - users.length);
  }

  #bar(message: Message, reactions: readonly Reaction[], im: Client): TemplateResult {
    const may = im.can('react', message.id) === 'available';
    const told = reactions.find(({ emoji }) => emoji === this.told);
    const add = this.t('reactions.add');
    return html`<div class="bar" part="reactions" role="group" aria-label=${this.t('reactions.label')} @contextmenu=${this.#menu}>${reactions.map(
      (
        one,
      ) => html`<button type="button" class="chip" part="reaction" aria-pressed=${one.mine ? 'true' : 'false'} aria-disabled=${may ? nothing : 'true'}
        aria-label=${this.t('reactions.chip', { emoji: one.emoji, count: one.count, names: this.#names(one, im) })} data-emoji=${one.emoji}
        @click=${() => this.#toggle(one, may)} @pointerenter=${this.#tell} @pointerleave=${this.#hush} @focus=${this.#tell} @blur=${this.#hush}
        ><span class="emoji">${one.emoji}</span><span class="count">${new Intl.NumberFormat(this.i18n.lang).format(one.count)}</span></button>`,
    )}${
      may
        ? html`<button type="button" class="chip add" aria-label=${add} title=${add} aria-haspopup="dialog" @click=${this.#add}>${smilePlusIcon()}</button>`
        : nothing
    }</div><div class="who" popover="manual" aria-hidden="true">${told ? html`<span class="emoji">${told.emoji}</span> ${this.#names(told, im)}` : nothing}</div>`;
  }

  #toggle({ emoji, mine }: Reaction, may: boolean): void {
    const { message, im } = this;
    if (!message || !im || !may || this.#held) return;
    const detail = { messageId: message.id, emoji, on: !mine };
    this.ask('im-react-request', detail, () => im.messages.react(message.id, emoji, !mine));
  }

  #add = (event: Event): void => this.pick?.((event.currentTarget as Element).getBoundingClientRect());

  #menu = (event: Event): void => {
    if (!chipOf(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.#held) void this.#openReactors();
  };

  async #openReactors(): Promise<void> {
    const { message, im } = this;
    if (!message || !im || !message.reactions?.length) return;
    this.#hush();
    this.ask('im-reactors-request', { messageId: message.id }, async () =>
      (await import('./reactors.define.js')).openReactors(this, message, { client: im, translator: this.i18n }),
    );
  }

  /** Who it was, above the chip. */
  #tell = (event: Event): void => {
    const chip = event.currentTarget as HTMLElement;
    if (event instanceof PointerEvent ? event.pointerType === 'touch' : !chip.matches(':focus-visible')) return;
    this.told = chip.dataset.emoji;
    void this.updateComplete.then(() => {
      const box = this.renderRoot.querySelector<HTMLElement>('.who');
      if (!box?.isConnected || this.told !== chip.dataset.emoji) return;
      if (!box.matches(':popover-open')) box.showPopover();
      placeAbove(box, chip);
    });
  };

  #hush = (): void => {
    this.told = undefined;
    const box = this.renderRoot.querySelector<HTMLElement>('.who:popover-open');
    box?.hidePopover();
  };

  #notes(message: Message, im: Client): unknown {
    const { audience, altered, transient, conversationId } = message;
    const names = (ids: readonly string[]): string => namesOf(ids, im, this.i18n, this.t('mark.audience-you'));
    return [
      audience?.length && kindOf(conversationId) !== 'direct'
        ? note('audience', eyeIcon(), this.t('mark.audience', { names: names(audience) }))
        : nothing,
      transient ? note('transient', zapIcon(), this.t('mark.transient')) : nothing,
      altered
        ? note(
            'altered',
            flagIcon(),
            altered.reason
              ? this.t('mark.altered-why', { reason: `\u2068${altered.reason}\u2069` })
              : this.t('mark.altered'),
          )
        : nothing,
    ];
  }

  #reading(message: Message, client: Client): TemplateResult | typeof nothing {
    return otherWords({
      ...{ message, client, i18n: this.i18n },
      attempt: (act) => this.attempt(act),
      open: (request, act) => this.ask('im-open-request', request, act),
      original: () => this.#original(message, client),
    });
  }

  /** The focus stays in the row when its button goes. */
  #original(message: Message, im: Client): void {
    const root = this.getRootNode();
    this.ask('im-original-request', { messageId: message.id }, () => hide(im, message));
    if (root instanceof ShadowRoot && root.host instanceof HTMLElement) root.host.focus();
  }

  /** What was refused and why, and what can be done about it. */
  #failure(change: PendingChange, message: Message, im: Client): TemplateResult {
    const { id: changeId, name, failed = '' } = change;
    const detail = { messageId: message.id, changeId };
    const refused = refusedWords(change);
    const dismiss = (): boolean =>
      this.ask('im-change-dismiss-request', detail, () => im.messages.dismissChange(changeId));
    const ways: (readonly [label: string, act: () => unknown])[] =
      name === 'edit' && failed === 'conflict'
        ? [
            [this.t('change.theirs'), dismiss],
            ...(composes(im, message.conversationId)
              ? [[this.t('change.again'), () => this.#editAgain(message, im, refused)] as const]
              : []),
          ]
        : [
            // Time does not come back.
            ...(failed === 'too-late'
              ? []
              : [
                  [
                    this.t('action.retry'),
                    () => this.ask('im-change-retry-request', detail, () => im.messages.retryChange(changeId)),
                  ] as const,
                ]),
            [this.t('change.dismiss'), dismiss],
          ];
    return html`<div class="failure" part="failure"><span class="why">${circleAlertIcon()}<span>${this.t(`change.${name}`)}. ${wordsFor(failed, this.i18n)}</span></span
      >${refused ? html`<span class="refused"><q dir="auto">${refused}</q></span>` : nothing}<span class="ways">${ways.map(
        ([label, act]) => html`<button type="button" class="text-button" @click=${act}>${label}</button>`,
      )}</span></div>`;
  }

  /** With the words that were refused; they stand in the record until the person lets them go. */
  #editAgain({ id: messageId, conversationId }: Message, im: Client, text: string | undefined): void {
    const ask = { what: 'edit', messageId, ...(text && { text }) } as const;
    this.ask('im-begin-edit-request', { messageId, text }, () => compose(im, conversationId, ask));
  }
}

/** What a person has written in an edit: it is not lost with a refusal. */
const refusedWords = ({ name, args }: PendingChange): string | undefined =>
  name === 'edit' && args.content.kind === 'text' ? args.content.text : undefined;

const note = (kind: string, icon: TemplateResult, words: string): TemplateResult =>
  html`<div class="note ${kind}" part="note">${icon}<span dir="auto">${words}</span></div>`;

const chipOf = (event: Event): Element | undefined =>
  event.composedPath().find((node): node is Element => node instanceof Element && node.matches('.chip'));

/** In the top layer: rows may cut what reaches beyond them. */
function placeAbove(box: HTMLElement, chip: Element): void {
  const at = chip.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = at.left + at.width / 2 - width / 2;
  const above = at.top - height - 6;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  box.style.top = `${above < 8 ? at.bottom + 6 : above}px`;
}
