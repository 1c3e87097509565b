import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { asked } from '../contacts/asking.js';
import { may } from '../contacts/offers.js';
import { Watched } from '../person/presence.js';
import { forms } from '../shared/forms.styles.js';
import { trash2Icon } from '../shared/icons-actions.js';
import { cameraIcon } from '../shared/icons-people.js';
import { ImRow } from '../shared/im-element.js';
import { wantUsers } from '../shared/titles.js';
import { type ProfileField, type ProfilePatch, patchOf } from './fields.js';
import { squareOf } from './picture.js';
import { styles } from './profile.styles.js';

/**
 * What one says of oneself, to be changed.
 * @internal
 */
export class ImOwnProfile extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, forms, styles];
  static override properties: PropertyDeclarations = {
    fields: { attribute: false },
    upload: { attribute: false },
    busy: { state: true },
    said: { state: true },
    touched: { state: true },
  };
  declare fields: readonly ProfileField[];
  declare upload: ((picture: Blob) => Promise<string>) | undefined;
  /** @internal */
  declare busy: boolean;
  /** @internal */
  declare said: { readonly what: 'saved' | 'trouble'; readonly words: string } | undefined;
  /** @internal Something is written that is not saved. */
  declare touched: boolean;

  #me = this.read(
    () => [`user/${this.im?.userId ?? ''}`, `presence/${this.im?.userId ?? ''}`, 'session/self'],
    (store) => ({
      user: store.get('user', this.im?.userId ?? ''),
      presence: store.get('presence', this.im?.userId ?? ''),
      online: store.get('session', 'self')?.state === 'connected',
    }),
  );

  constructor() {
    super();
    this.fields = [];
    this.busy = this.touched = false;
    // What one says of oneself is told as what others say.
    new Watched(this, () => ({ client: this.im, id: this.im?.userId }));
  }

  override render(): TemplateResult | typeof nothing {
    const { im } = this;
    const { user, presence, online } = this.#me.value ?? {};
    if (!im) return nothing;
    wantUsers(im, [im.userId]);
    const locked = !online || this.busy || !may(im, 'update-self');
    return html`<form class="own" novalidate @submit=${this.#submit} @input=${() => (this.touched = true)} @keydown=${stop}>
      <div class="face">${this.#face(locked, Boolean(user?.avatar))}</div>
      ${this.#field('name', 'profile.name', user?.name, 128, locked)}
      ${this.#field('status', 'profile.status', user?.status, 200, locked)}
      ${this.fields.map((field) => this.#own(field, user?.fields?.[field.id], locked))}
      ${may(im, 'set-presence') ? this.#field('presence', 'profile.presence', presence?.words, 100, locked) : nothing}
      <p class="hint"><bdi>${im.userId}</bdi></p>
      ${this.said ? html`<p class=${this.said.what === 'saved' ? 'done' : 'trouble'} role=${this.said.what === 'saved' ? 'status' : 'alert'}>${this.said.words}</p>` : nothing}
      ${online ? nothing : html`<p class="hint" role="status">${this.t('profile.offline')}</p>`}
      <button class="solid primary" ?disabled=${locked || !this.touched} aria-busy=${this.busy ? 'true' : 'false'}>${this.t('contacts.save')}</button>
    </form>`;
  }

  #face(locked: boolean, has: boolean): TemplateResult {
    const { im } = this;
    const change = this.t('profile.picture');
    return html`<im-avatar part="avatar" .client=${im} .userId=${im?.userId}></im-avatar>${
      this.#uploads
        ? html`<div class="tools"><label class="solid"><input class="sr" type="file" accept="image/*" ?disabled=${locked} @change=${this.#picked} />${cameraIcon()}<span>${change}</span></label>${
            has
              ? html`<button type="button" class="icon-button" aria-label=${this.t('profile.picture-remove')} title=${this.t('profile.picture-remove')} ?disabled=${locked}
                  @click=${() => void this.#save({ avatar: '' })}>${trash2Icon()}</button>`
              : nothing
          }</div>`
        : nothing
    }`;
  }

  get #uploads(): boolean {
    return this.upload !== undefined || (!!this.im && may(this.im, 'upload'));
  }

  #field(name: string, label: string, value: string | undefined, length: number, locked: boolean): TemplateResult {
    return html`<label class="line-field"><span>${this.t(label)}</span><input name=${name} dir="auto" autocomplete="off" maxlength=${length}
      ?readonly=${locked} .defaultValue=${value ?? ''} /></label>`;
  }

  #own(
    { id, label, fixed, length = 200, long }: ProfileField,
    value: string | undefined,
    locked: boolean,
  ): TemplateResult {
    if (fixed) return value ? html`<p class="line-field"><span>${label}</span><bdi>${value}</bdi></p>` : html``;
    return html`<label class="line-field"><span>${label}</span>${
      long
        ? html`<textarea name=${`field-${id}`} dir="auto" rows="3" maxlength=${length} ?readonly=${locked} .defaultValue=${value ?? ''}></textarea>`
        : html`<input name=${`field-${id}`} dir="auto" autocomplete="off" maxlength=${length} ?readonly=${locked} .defaultValue=${value ?? ''} />`
    }</label>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { im } = this;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const { user, presence } = this.#me.value ?? {};
    const words = String(form.get('presence') ?? '').trim();
    const fresh = form.has('presence') && words !== (presence?.words ?? '') ? words : undefined;
    // What is written while this is on its way is not saved yet; neither is the rest of it with a picture.
    this.touched = false;
    if (im) void this.#save(patchOf(user, form, this.fields), fresh);
  };

  async #save(patch: ProfilePatch, words?: string): Promise<void> {
    await this.#run(async () => {
      const { im } = this;
      if (!im) return;
      if (Object.keys(patch).length > 0)
        await asked(this, 'im-profile-update-request', { patch }, (detail) => im.users.update(detail.patch));
      if (words !== undefined)
        await asked(this, 'im-presence-request', { words: words || null }, (detail) => im.presence.set(detail));
      this.said = { what: 'saved', words: this.t('profile.saved') };
    });
  }

  async #run(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.said = undefined;
    try {
      await act();
    } catch (error) {
      const key = `error.${toImError(error).code}`;
      this.said = { what: 'trouble', words: this.t(this.i18n.has(key) ? key : 'error.engine') };
      this.touched = true;
      this.tell('im-error', { error: toImError(error) });
    } finally {
      this.busy = false;
    }
  }

  #picked = (event: Event): void => {
    event.stopPropagation();
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (file) void this.#picture(file);
  };

  async #picture(file: Blob): Promise<void> {
    let avatar: string | undefined;
    await this.#run(async () => {
      const square = await squareOf(file).catch(() => undefined);
      if (!square) {
        this.said = { what: 'trouble', words: this.t('profile.picture-bad') };
        return;
      }
      avatar = await this.#uploaded(square);
    });
    if (avatar) await this.#save({ avatar });
  }

  async #uploaded(picture: Blob): Promise<string | undefined> {
    if (this.upload) return this.upload(picture);
    return this.im?.users.picture(picture);
  }
}

/** Keys here are nobody's hot keys, but Escape closes what this stands in. */
const stop = (event: KeyboardEvent): void => {
  if (event.key !== 'Escape') event.stopPropagation();
};
