import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type Client, type ConversationId, type ImError, invalid, type Room, type Standing } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { Renderers } from '../content/registry.js';
import type { ImMenu, MenuItem } from '../menu/menu.js';
import type { MessageActions } from '../message/index.js';
import { ellipsisIcon } from '../shared/icons-later.js';
import { giftIcon } from '../shared/icons-places.js';
import { ImElement } from '../shared/im-element.js';
import { titleOf } from '../shared/titles.js';
import type { From } from './acts.js';
import { Comings } from './comings.js';
import { GIFTS, giftContent, type RoomGift } from './gifts.js';
import { Held } from './held.js';
import { Joining } from './joining.js';
import { may, roomOffers, senderActions } from './offers.js';
import { styles } from './room.styles.js';
import { comingLine, faces, facts, missing, newsButton, type Over, over, sessionNote } from './templates.js';
import type { ImRoomTranscript } from './transcript.js';

export interface RoomFacts {
  readonly room: Room | undefined;
  readonly title: string;
  readonly session: string | undefined;
  /** Why one may not write. */
  readonly locked: Standing['locked'] | undefined;
}

/**
 * A live room: who is there, what is said now, likes and gifts. In the room as long as it stands in the page. However fast
 * messages come, it draws once a frame and keeps few; scrolled up it stands still until one goes on.
 *
 * @slot header - Instead of the whole header.
 * @slot header-actions - At the end of the header.
 * @slot stage - Below the header, such as a picture or what the room's attributes say.
 * @slot tools - Beside the like button, such as a gift button of the page.
 * @slot composer - Instead of the composer.
 * @csspart header - The bar with face, name and who is there.
 * @csspart title - What the room is called.
 * @csspart online - How many are there.
 * @csspart facts - The attributes shown.
 * @csspart messages - The transcript.
 * @csspart news - The button that goes on with the newest.
 * @csspart composer - Where one writes.
 * @csspart like - The button to like.
 * @csspart over - What stands there when one is in the room no more.
 * @cssstate joined - One is in the room.
 * @cssstate paused - The transcript stands still.
 * @fires im-like-request - The like button was pressed. Cancelable; detail: {room, times}.
 * @fires im-gift-request - A gift is to be given. Cancelable; detail: {room, gift}.
 * @fires im-room-mute-request - Somebody is to be muted, or not any more. Cancelable; detail: {room, users, until}.
 * @fires im-room-kick-request - Somebody is to be put out, and kept out where minutes are given. Cancelable; detail: {room, users, minutes}.
 * @fires im-room-role-request - People are to be admins, or no longer. Cancelable; detail: {room, users, role}.
 * @fires im-profile-request - The profile of somebody in the room is to be shown. Cancelable; detail: {userId}.
 * @fires im-select-request - A conversation with somebody is to be opened; the default turns the nearest chat window of the client to it. Cancelable; detail: {userId, conversationId}.
 * @fires im-select - A conversation with somebody was chosen. Detail: {userId, conversationId}.
 * @fires im-room-mute-all-request - Nobody but owner and admins shall write, or all again. Cancelable; detail: {room, muted}.
 * @fires im-room-update-request - The room shall have another name. Cancelable; detail: {room, name}.
 * @fires im-room-leave-request - The room is to be left. Cancelable; detail: {room}.
 * @fires im-room-destroy-request - The room is to be closed for all. Cancelable; detail: {room}.
 * @fires im-room-change - State, count or attributes are others now. Detail: {room}, the record.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImRoom extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    room: {},
    recent: { type: Number },
    create: {},
    more: { type: Boolean },
    headless: { type: Boolean },
    shownAttributes: { attribute: 'shown-attributes' },
    gifts: { attribute: false },
    renderers: { attribute: false },
  };
  /** Its id. */
  declare room: string | undefined;
  /** Messages shown at once, -1 to 50; 10 when absent. */
  declare recent: number | undefined;
  /** Makes the room where it is not there; its name, where one is given. */
  declare create: string | undefined;
  /** Stays in other rooms. */
  declare more: boolean;
  /** Leaves the header out. */
  declare headless: boolean;
  /** Keys of attributes that are shown below the header, comma separated; `key=Label` names one. */
  declare shownAttributes: string | undefined;
  /** What can be given; none by default. */
  declare gifts: readonly RoomGift[];
  /** How kinds are drawn in this room, by kind or `custom:<type>`, before what is defined for all. */
  declare renderers: Renderers | undefined;

  #internals = this.attachInternals();
  #held: Held | undefined;
  #of: { readonly client: Client; readonly room: string } | undefined;
  #told: Room | undefined;
  #comings = new Comings(this);
  #joining = new Joining(
    this,
    () =>
      this.im && this.room && this.im.can('join-room', this.#talk) !== 'unsupported'
        ? {
            ...{ client: this.im, room: this.room, recent: this.recent, more: this.more },
            create: typeof this.create === 'string' ? (this.create ? { name: this.create } : {}) : undefined,
          }
        : undefined,
    (error: ImError) => this.tell('im-error', { error }),
  );
  #facts = this.read(
    () => [
      'session/self',
      ...(this.#comings.now?.users ?? []).map((id) => `user/${id}` as const),
      ...(this.room ? ([`room/${this.room}`, `group/${this.room}`, `conversation/${this.#talk}`] as const) : []),
    ],
    (store): RoomFacts => ({
      room: this.room ? store.get('room', this.room) : undefined,
      title: this.#talk ? titleOf(store, this.#talk) : '',
      session: store.get('session', 'self')?.state,
      locked: this.#talk ? store.get('conversation', this.#talk)?.standing?.locked : undefined,
    }),
  );

  constructor() {
    super();
    this.more = this.headless = false;
    this.gifts = [];
    this.addEventListener('im-message-actions', (event) => this.#offer(event as CustomEvent<MessageActions>));
  }

  get #talk(): ConversationId {
    return `room:${this.room ?? ''}`;
  }

  /** The room as it is now: state, count, likes, attributes. */
  get state(): Room | undefined {
    return this.#facts.value?.room;
  }

  get #list(): ImRoomTranscript | null {
    return this.renderRoot?.querySelector('im-room-message-list') ?? null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { im, room } = this;
    if (changed.has('room') && room && !/^\S{1,64}$/.test(room))
      this.attempt(() => {
        throw invalid('room', `"${room}" is no id of a room`);
      });
    if (this.#of?.client !== im || this.#of?.room !== room) {
      this.#held?.release();
      this.#comings.forget();
      this.#of = im && room ? { client: im, room } : undefined;
      this.#held = im && room ? new Held(im, this.#talk, () => this.#moved()) : undefined;
    }
    const now = this.state;
    if (now) this.#comings.read(now);
  }

  get #renderers(): Renderers {
    return this.renderers ? { ...GIFTS, ...this.renderers } : GIFTS;
  }

  /** The transcript stands still, goes on, or there is more below it. */
  #moved(): void {
    this.requestUpdate();
    this.#list?.requestUpdate();
    if (!this.#held?.held) this.#list?.forget();
  }

  protected override updated(): void {
    const { states } = this.#internals;
    const now = this.state;
    this.#internals.role = 'region';
    this.#internals.ariaLabel = this.t('room.label', { name: this.#facts.value?.title ?? '' });
    states[now?.state === 'joined' ? 'add' : 'delete']('joined');
    states[this.#held?.held ? 'add' : 'delete']('paused');
    if (now && now !== this.#told) this.tell('im-room-change', { room: now });
    this.#told = now;
  }

  override render(): TemplateResult {
    const { im, room } = this;
    if (!im || !room || this.im?.can('join-room', this.#talk) === 'unsupported')
      return missing(this.i18n, im ? (room ? 'unsupported' : 'none') : 'no-client');
    const given = this.#facts.value as RoomFacts;
    const gone = over(given.room, this.#joining.error);
    return html`${this.headless ? nothing : html`<slot name="header">${this.#header(given)}</slot>`}
      <slot name="stage"></slot>${facts(given.room, this.shownAttributes)}${
        gone ? this.#over(gone) : this.#live(given)
      }${this.#write(given, gone !== undefined)}<im-menu .client=${im} .translator=${this.i18n}></im-menu>`;
  }

  #over({ icon, words, again }: Over): TemplateResult {
    const button = html`<button type="button" class="text-button" @click=${() => void this.join()}>${this.t('room.again')}</button>`;
    return html`<div class="over" part="over" role="status">${icon}<strong>${this.t(words)}</strong>${again ? button : nothing}</div>`;
  }

  #header({ room, title, session }: RoomFacts): TemplateResult {
    const { i18n, im } = this;
    const menu = this.t('room.menu');
    const offers = room?.state === 'joined';
    return html`<header part="header"><im-avatar .client=${im} .conversation=${this.#talk}></im-avatar>
      <div class="who"><h3 part="title" dir="auto">${title}</h3>${
        room && room.state === 'joined'
          ? html`<div class="online ${session === 'connected' ? '' : 'away'}" part="online">${i18n.t('room.online', { count: room.online })}</div>`
          : nothing
      }</div>${faces(im, room)}<slot name="header-actions"></slot>${
        offers
          ? html`<button type="button" class="icon-button" data-tool="menu" aria-haspopup="menu" aria-label=${menu} title=${menu}
              @click=${(event: Event) =>
                this.#menu(
                  roomOffers(this.#from, (act) => this.attempt(act)),
                  menu,
                  event,
                )}>${ellipsisIcon()}</button>`
          : nothing
      }</header>`;
  }

  #live(given: RoomFacts): TemplateResult {
    const { room } = given;
    const held = this.#held;
    return html`${sessionNote(given, this.i18n)}<div class="talk">
      <im-room-message-list part="messages" .client=${held?.client} .conversation=${this.#talk} .translator=${this.i18n} .renderers=${this.#renderers} @im-away=${this.#away}
        exportparts="scroller, row, bubble, sender, time, day, notice, failure, empty"></im-room-message-list>
      <div class="foot">${comingLine(this.im as Client, this.#comings.now, this.i18n)}${
        room && room.shed > 0 ? html`<div class="shed">${this.t('room.shed', { count: room.shed })}</div>` : nothing
      }${held?.held ? newsButton(held.news, this.i18n, () => void this.resume()) : nothing}</div></div>`;
  }

  /** Stays where one is put out: what was being written is there when one comes back. */
  #write(given: RoomFacts, gone: boolean): TemplateResult {
    const tools = gone ? nothing : html`<slot name="tools"></slot>${this.#gift(given)}${this.#like(given)}`;
    return html`<div class="write" ?hidden=${gone && !given.locked}>${
      given.locked === 'closed'
        ? html`<p class="closed" role="status">${this.t('room.read-only')}</p>`
        : html`<slot name="composer"><im-composer part="composer" .client=${this.im} .conversation=${this.#talk}
            exportparts="field, input, send, emoji, bar, suggestions, notes"></im-composer></slot>`
    }<div class="tools">${tools}</div></div>`;
  }

  #like({ room }: RoomFacts): TemplateResult | typeof nothing {
    if (!this.im || !may(this.#from, 'like')) return nothing;
    const like = (): void => {
      this.ask('im-like-request', { room: this.room as string, times: 1 }, (detail) =>
        this.im?.rooms.like(detail.room, detail.times),
      );
    };
    return html`<im-room-likes exportparts="like" .client=${this.im} .translator=${this.i18n} .count=${room?.likes ?? 0} .disabled=${room?.state !== 'joined'}
      @im-like=${like}></im-room-likes>`;
  }

  #gift({ room, locked }: RoomFacts): TemplateResult | typeof nothing {
    if (this.gifts.length === 0 || locked === 'closed' || room?.state !== 'joined') return nothing;
    const label = this.t('room.gift');
    const items = this.gifts.map((gift) => ({
      id: gift.id,
      label: `${gift.sign} ${gift.label}`,
      act: () =>
        this.ask('im-gift-request', { room: this.room as string, gift }, (detail) =>
          this.im?.messages.send(this.#talk, giftContent(detail.gift)),
        ),
    }));
    return html`<button type="button" class="icon-button" data-tool="gift" aria-haspopup="menu" aria-label=${label} title=${label}
      @click=${(event: Event) => this.#menu(items, label, event)}>${giftIcon()}</button>`;
  }

  get #from(): From {
    return { client: this.im as Client, translator: this.i18n, host: this, room: this.room as string };
  }

  #menu(items: readonly MenuItem[], label: string, event: Event): void {
    const menu = this.renderRoot.querySelector<ImMenu>('im-menu');
    if (!menu) return;
    Object.assign(menu, { items, label });
    void menu.show(event.currentTarget as HTMLElement);
  }

  /** What owner and admins may do stands in the menu of the message. */
  #offer({ detail }: CustomEvent<MessageActions>): void {
    const { message, actions } = detail;
    if (this.im && message.conversationId === this.#talk && this.state?.state === 'joined')
      actions.push(...senderActions(message.senderId, this.#from, (act) => this.attempt(act)));
  }

  #away = (event: CustomEvent<{ away: boolean }>): void => {
    event.stopPropagation();
    if (event.detail.away) this.#held?.hold();
    else if (this.#held?.held) void this.resume();
  };

  /** Goes on with the newest, where it stands still. */
  async resume(): Promise<void> {
    this.#held?.release();
    await this.#list?.resume();
  }

  /** Into the room again, such as after one was put out. */
  async join(): Promise<void> {
    await this.#joining.again();
  }
}
