import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Client, type ImError, type SettingsPatch, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import { may } from '../contacts/offers.js';
import { askIn } from '../dialog/index.js';
import { onLocalAlerts } from '../notifier/local.js';
import { Watched } from '../person/presence.js';
import { forms } from '../shared/forms.styles.js';
import { loaderCircleIcon } from '../shared/icons.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { alerts } from './alerts.js';
import { browser } from './browser.js';
import { privacy, push, reach, type SettingsHost, section } from './sections.js';
import { styles } from './settings.styles.js';

const hasSettings = (im: Client): boolean => may(im, 'privacy') || may(im, 'request-contact');

/**
 * What a person has set for himself: privacy, who may reach him, what alerts him, whom he has blocked, his devices. What
 * the back end does not have is not shown. Language and colours are the page's.
 *
 * @slot - At the end, for settings of the page's own.
 * @csspart section - Each group of settings.
 * @fires im-settings-request - Something is to be set. Cancelable; detail: {patch}.
 * @fires im-notify-request - A muted conversation is to alert as usual. Cancelable; detail: {conversationId, level}.
 * @fires im-block-request - Somebody is not to be blocked any more. Cancelable; detail: {userId, blocked}.
 * @fires im-device-end-request - A session of one's own is to end. Cancelable; detail: {deviceId}.
 * @fires im-erase-request - Everything one wrote is to be taken back and one is to be forgotten; asked twice before. Cancelable.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImSettings extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, forms, styles];
  static override properties: PropertyDeclarations = { busy: { state: true }, trouble: { state: true } };
  /** @internal */
  declare busy: boolean;
  /** @internal */
  declare trouble: ImError | undefined;

  #asked: unknown;
  #state = this.read(
    () => ['settings/self', 'session/self'],
    (store) => ({ settings: store.get('settings', 'self'), session: store.get('session', 'self')?.state }),
  );

  constructor() {
    super();
    this.busy = false;
    new Watched(this, () => ({ client: this.im, id: this.im?.userId }));
  }

  #leaveLocal: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaveLocal = onLocalAlerts(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveLocal?.();
  }

  protected override willUpdate(): void {
    const { im } = this;
    if (!im || this.#asked === im || this.#state.value?.session !== 'connected' || !hasSettings(im)) return;
    this.#asked = im;
    this.#load();
  }

  #load = (): void => {
    this.trouble = undefined;
    this.im?.settings.load().catch((error) => this.#failed(error));
  };

  override render(): TemplateResult {
    const { im } = this;
    if (!im) return html`<p class="state" role="status">${wifiOffIcon()}${this.t('window.no-client')}</p>`;
    const { settings, session } = this.#state.value ?? {};
    const online = session === 'connected';
    const locked = !online || this.busy;
    const host: SettingsHost = { client: im, i18n: this.i18n, locked, set: (patch) => void this.#set(patch) };
    return html`${online ? nothing : html`<p class="state" role="status">${wifiOffIcon()}${this.t('profile.offline')}</p>`}
      ${this.trouble ? this.#said(this.trouble, settings === undefined) : nothing}
      ${
        settings
          ? html`${may(im, 'privacy') ? privacy(host, settings) : nothing}${settings.contacts ? reach(host, settings.contacts) : nothing}${
              settings.notify ? alerts(host, settings.notify) : nothing
            }${may(im, 'privacy') ? push(host, settings) : nothing}`
          : online && hasSettings(im) && !this.trouble
            ? html`<p class="state" role="status">${loaderCircleIcon()}<span class="sr">${this.t('settings.loading')}</span></p>`
            : nothing
      }
      ${browser(this.i18n, (act) => this.attempt(act))}
      ${may(im, 'mute') ? this.#list('muted', locked) : nothing}
      ${may(im, 'block') ? this.#list('blocked', locked) : nothing}
      ${may(im, 'devices') ? this.#list('devices', locked) : nothing}
      <slot></slot>
      ${may(im, 'erase') ? this.#erasing(locked) : nothing}`;
  }

  #list(what: 'muted' | 'blocked' | 'devices', locked: boolean): TemplateResult {
    return section(
      what,
      this.t(`settings.${what}`),
      html`<im-own-list .client=${this.im} .translator=${this.i18n} .what=${what} .locked=${locked}></im-own-list>`,
    );
  }

  #said(error: ImError, again: boolean): TemplateResult {
    const key = `error.${error.code}`;
    return html`<p class="trouble" role="alert">${this.t(this.i18n.has(key) ? key : 'error.engine')}${
      again
        ? html` <button type="button" class="text-button" @click=${this.#load}>${this.t('messages.try-again')}</button>`
        : nothing
    }</p>`;
  }

  /** One after the other: an answer holds all settings. */
  async #set(patch: SettingsPatch): Promise<void> {
    const { im } = this;
    if (!im || this.busy) return;
    this.busy = true;
    this.trouble = undefined;
    try {
      await asked(this, 'im-settings-request', { patch }, (detail) => im.settings.set(detail.patch));
    } catch (error) {
      this.#failed(error);
    } finally {
      this.busy = false;
    }
  }

  #failed(error: unknown): void {
    this.trouble = toImError(error);
    this.tell('im-error', { error: this.trouble });
  }

  #erasing(locked: boolean): TemplateResult {
    return section(
      'erase',
      this.t('settings.erase'),
      html`<p class="hint">${this.t('settings.erase-hint')}</p><button type="button" class="solid danger" data-set="erase" ?disabled=${locked}
        @click=${() => this.attempt(() => this.#erase())}>${this.t('settings.erase-do')}</button>`,
    );
  }

  /** Asked twice: there is no way back. */
  async #erase(): Promise<void> {
    const { im } = this;
    if (!im) return;
    const { t } = this.i18n;
    const from = { client: im, translator: this.i18n };
    const first = await askIn(
      this,
      {
        label: t('settings.erase-title'),
        words: t('settings.erase-words'),
        buttons: [{ id: 'on', label: t('settings.erase-on'), look: 'danger' }],
      },
      from,
    );
    if (!first) return;
    await askIn(
      this,
      {
        label: t('settings.erase-last'),
        words: t('settings.erase-last-words'),
        buttons: [{ id: 'erase', label: t('settings.erase-do'), look: 'danger' }],
        act: () => asked(this, 'im-erase-request', {}, () => im.settings.erase()),
      },
      from,
    );
  }
}
