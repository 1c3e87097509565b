import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type Client, ImError, type UserId } from '../../core/index.js';
import { asked } from '../contacts/asking.js';
import { personName } from '../person/naming.js';
import { userMinusIcon } from '../shared/icons-people.js';
import type { Translator } from '../shared/translator.js';
import { may } from './offers.js';

interface Place {
  readonly client: Client;
  readonly space: string;
  readonly channel: string;
  readonly i18n: Translator;
  readonly host: HTMLElement;
  fail(error: unknown): void;
}

/** Who is in a private channel, page by page, and taking somebody out. */
export class ChannelMembers {
  readonly #host: ReactiveControllerHost;
  readonly #place: () => Place;
  #ids: readonly UserId[] | undefined;
  #next: string | undefined;
  #state: 'idle' | 'loading' | 'failed' = 'idle';

  constructor(host: ReactiveControllerHost, place: () => Place) {
    this.#host = host;
    this.#place = place;
  }

  get known(): ReadonlySet<UserId> {
    return new Set(this.#ids);
  }

  async load(cursor?: string): Promise<void> {
    const { client, space, channel } = this.#place();
    this.#set('loading');
    try {
      const page = await client.spaces.channelMembers(space, channel, cursor);
      this.#ids = [...new Set([...(cursor === undefined ? [] : (this.#ids ?? [])), ...page.items])];
      this.#next = page.next;
      this.#set('idle');
    } catch {
      this.#set('failed');
    }
  }

  #set(state: 'idle' | 'loading' | 'failed'): void {
    this.#state = state;
    this.#host.requestUpdate();
  }

  async #remove(user: UserId): Promise<void> {
    const { client, space, channel, host, fail } = this.#place();
    try {
      const detail = { space, channel, what: 'remove' as const, users: [user] as readonly UserId[] };
      await asked(host, 'im-channel-members-request', detail, async ({ users }) => {
        const outcome = (await client.spaces.removeFromChannel(space, channel, users)).get(user);
        if (outcome instanceof ImError) throw outcome;
        this.#ids = this.#ids?.filter((id) => id !== user);
      });
    } catch (error) {
      fail(error);
    }
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    const { client, space, i18n } = this.#place();
    const { t } = i18n;
    if (this.#state === 'failed')
      return html`<p class="quiet" role="alert">${t('channels.members-failed')}
        <button type="button" class="text-button" @click=${() => void this.load()}>${t('messages.try-again')}</button></p>`;
    if (!this.#ids) return html`<p class="quiet" role="status">${t('channels.members-loading')}</p>`;
    if (this.#ids.length === 0) return html`<p class="quiet" role="status">${t('channels.members-none')}</p>`;
    const removes = may(client, 'channel-members', space);
    return html`<ul class="members" aria-label=${t('channels.members')}>${this.#ids.map((id) => {
      const label = t('channels.member-remove', { name: `\u2068${personName(client.store, id)}\u2069` });
      return html`<li><im-person still .client=${client} .translator=${i18n} .userId=${id}></im-person>${
        removes && id !== client.userId
          ? html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${() => void this.#remove(id)}>${userMinusIcon()}</button>`
          : nothing
      }</li>`;
    })}</ul>${
      this.#next === undefined
        ? nothing
        : html`<button type="button" class="text-button" ?disabled=${this.#state === 'loading'}
            @click=${() => void this.load(this.#next)}>${t('channels.more')}</button>`
    }`;
  }
}
