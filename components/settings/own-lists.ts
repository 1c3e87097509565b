import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, type DeviceInfo, type Key, toImError, type UserId, viewOf } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { askBlock } from '../contacts/acts.js';
import { asked } from '../contacts/asking.js';
import { may } from '../contacts/offers.js';
import { askIn } from '../dialog/index.js';
import { shortTime } from '../shared/format-later.js';
import { laptopIcon, monitorIcon, smartphoneIcon } from '../shared/icons-people.js';
import { ImRow } from '../shared/im-element.js';
import { titleKeys, titleOf } from '../shared/titles.js';

const SHOWN = 30;
const MUTED = { muted: true } as const;
const ICONS = { web: monitorIcon, mobile: smartphoneIcon, desktop: laptopIcon } as const;

/**
 * Muted conversations, blocked people, or one's own sessions: what can be undone.
 * @internal
 */
export class ImOwnList extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: block;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 48px;
        --im-avatar-size: 32px;
        --im-person-avatar-size: 32px;
        --im-person-size: 48px;
      }
      im-person {
        flex: 1;
        min-inline-size: 0;
        margin-inline: -12px;
      }
      .words {
        flex: 1;
        min-inline-size: 0;
        display: grid;
      }
      .words > * {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        text-align: -webkit-match-parent;
        text-align: match-parent;
      }
      small,
      p {
        font: var(--_meta);
        color: var(--_ink-2);
      }
      small.now {
        color: var(--_success);
      }
      p {
        margin: 0;
        padding-block: 6px;
      }
      li > .icon {
        color: var(--_ink-2);
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    what: {},
    locked: { type: Boolean },
    shown: { state: true },
    devices: { state: true },
    state: { state: true },
  };
  declare what: 'muted' | 'blocked' | 'devices';
  /** Nothing can be changed now. */
  declare locked: boolean;
  /** @internal */
  declare shown: number;
  /** @internal */
  declare devices: readonly DeviceInfo[];
  /** @internal */
  declare state: 'loading' | 'done' | 'failed';

  #asked: unknown;
  #more = false;
  #ids = this.read(
    () => {
      const list: Key = `list/${this.#list}`;
      const ids = this.im?.store.list(this.#list).slice(0, this.shown) ?? [];
      return this.what === 'muted' ? [list, ...ids.flatMap((id) => titleKeys(id as ConversationId))] : [list];
    },
    (store) => store.list(this.#list),
  );

  constructor() {
    super();
    this.what = 'blocked';
    this.locked = false;
    this.shown = SHOWN;
    this.devices = [];
    this.state = 'loading';
  }

  get #list(): string {
    return this.what === 'muted' ? viewOf(MUTED) : 'blocked';
  }

  protected override willUpdate(): void {
    if (!this.im || this.locked || this.#asked === this.im) return;
    this.#asked = this.im;
    void this.#load();
  }

  async #load(): Promise<void> {
    const { im } = this;
    if (!im) return;
    this.state = 'loading';
    try {
      if (this.what === 'muted') this.#more = await im.conversations.view(MUTED);
      else if (this.what === 'blocked') await im.blocklist.load();
      else this.devices = await im.devices.list();
      this.state = 'done';
    } catch (error) {
      this.state = 'failed';
      this.tell('im-error', { error: toImError(error) });
    }
  }

  override render(): TemplateResult {
    const { what } = this;
    const ids = what === 'devices' ? [] : (this.#ids.value ?? []);
    const count = what === 'devices' ? this.devices.length : ids.length;
    if (this.state === 'failed')
      return html`<p role="alert">${this.t('contacts.failed')} <button type="button" class="text-button" @click=${() => void this.#load()}>${this.t('messages.try-again')}</button></p>`;
    if (count === 0)
      return html`<p role="status">${this.state === 'loading' ? this.t('contacts.loading') : this.t(`settings.${what}-none`)}</p>`;
    return html`<ul>${
      what === 'devices'
        ? this.devices.map((device) => this.#device(device))
        : ids
            .slice(0, this.shown)
            .map((id) => (what === 'muted' ? this.#muted(id as ConversationId) : this.#blocked(id)))
    }</ul>${
      count > this.shown || (what === 'muted' && this.#more)
        ? html`<button type="button" class="text-button" @click=${this.#further}>${this.t('readers.more')}</button>`
        : nothing
    }`;
  }

  #further = (): void => {
    this.shown += SHOWN;
    if (this.what === 'muted' && this.#more) void this.#load();
  };

  #undo(label: string, about: string, act: () => unknown): TemplateResult {
    return html`<button type="button" class="text-button" ?disabled=${this.locked} aria-label=${`${label}: ${about}`} @click=${() => this.attempt(act)}>${label}</button>`;
  }

  #muted(id: ConversationId): TemplateResult {
    const { im } = this;
    const title = im ? titleOf(im.store, id) : id;
    return html`<li><im-avatar .client=${im} .conversation=${id}></im-avatar><span class="words"><bdi>${title}</bdi></span>${this.#undo(
      this.t('settings.unmute'),
      title,
      () =>
        asked(this, 'im-notify-request', { conversationId: id, level: null }, async () =>
          im?.conversations.notify(id, null),
        ),
    )}</li>`;
  }

  #blocked(id: UserId): TemplateResult {
    const { im } = this;
    const name = im?.store.get('user', id)?.name ?? id;
    return html`<li><im-person .client=${im} .translator=${this.i18n} .userId=${id} .still=${true} .second=${id}><span slot="end">${this.#undo(
      this.t('contacts.unblock'),
      name,
      () => im && askBlock(id, false, { client: im, translator: this.i18n, host: this }),
    )}</span></im-person></li>`;
  }

  #device(device: DeviceInfo): TemplateResult {
    const { im } = this;
    const now = im?.session.now() ?? Date.now();
    const name = device.name || this.t(`settings.device-${device.class}`);
    const seen = shortTime(device.seenAt, now, this.i18n.lang, this.t('messages.yesterday'));
    return html`<li>${ICONS[device.class]()}<span class="words"><bdi>${name}</bdi><small class=${device.online ? 'now' : ''}>${
      device.own
        ? this.t('settings.device-own')
        : device.online
          ? this.t('person.online')
          : this.t('person.seen', { time: seen })
    }</small></span>${
      device.own ? nothing : this.#undo(this.t('settings.device-end'), name, () => this.#end(device, name))
    }</li>`;
  }

  async #end({ id }: DeviceInfo, name: string): Promise<void> {
    const { im } = this;
    const { t } = this.i18n;
    if (!im || !may(im, 'devices')) return;
    const answer = await askIn(
      this,
      {
        label: t('settings.device-end-title', { name: `\u2068${name}\u2069` }),
        words: t('settings.device-end-words'),
        buttons: [{ id: 'end', label: t('settings.device-end'), look: 'danger' }],
        act: () => asked(this, 'im-device-end-request', { deviceId: id }, () => im.devices.end(id)),
      },
      { client: im, translator: this.i18n },
    );
    if (answer) await this.#load();
  }
}
