import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { locateFixedIcon } from '../../shared/icons-kinds.js';
import { AskDialog, type AskElement, askStyles } from './ask-dialog.js';

const PATIENCE = 15_000;

/**
 * Asks for a place: the reader's own, with the browser's permission, or one typed in figures.
 * @internal
 */
class ImLocationForm extends AskDialog<ContentOf<'location'>> {
  static readonly version = '0.1.0';
  static override styles = askStyles;
  static override properties: PropertyDeclarations = { state: { state: true } };
  /** @internal */
  declare state: 'rest' | 'finding' | 'denied';
  protected override readonly heading = 'location.share';

  constructor() {
    super();
    this.state = 'rest';
  }

  protected override fields(): TemplateResult {
    const finding = this.state === 'finding';
    return html`${
      'geolocation' in navigator
        ? html`<button type="button" class="wide" ?disabled=${finding} @click=${this.#find}>${locateFixedIcon()}${this.t(
            'location.mine',
          )}</button>`
        : ''
    }
      <p class="hint ${this.state === 'denied' ? 'bad' : ''}" role="status">${this.state === 'denied' ? this.t('location.denied') : ''}</p>
      <div class="pair">${this.#figure('latitude', 90)}${this.#figure('longitude', 180)}</div>
      <label>${this.t('location.name')}<input name="label" maxlength="512" autocomplete="off" dir="auto" /></label>`;
  }

  #figure(name: 'latitude' | 'longitude', most: number): TemplateResult {
    return html`<label>${this.t(`location.${name}`)}<input name=${name} type="number" inputmode="decimal" step="any" min=${-most}
      max=${most} required autocomplete="off" dir="ltr" /></label>`;
  }

  #field(name: string): HTMLInputElement {
    return this.renderRoot.querySelector<HTMLInputElement>(`input[name=${name}]`) as HTMLInputElement;
  }

  /** Only when pressed: the browser asks the person, and we send nothing before "send". */
  #find = (): void => {
    this.state = 'finding';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.#field('latitude').value = coords.latitude.toFixed(5);
        this.#field('longitude').value = coords.longitude.toFixed(5);
        this.state = 'rest';
        this.#field('label').focus();
      },
      () => {
        this.state = 'denied';
        this.#field('latitude').focus();
      },
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
    );
  };

  protected override made(): ContentOf<'location'> {
    const label = this.#field('label').value.trim();
    return {
      kind: 'location',
      latitude: this.#field('latitude').valueAsNumber,
      longitude: this.#field('longitude').valueAsNumber,
      ...(label && { label }),
    };
  }
}

export const LOCATION_FORM: AskElement<ContentOf<'location'>> = { tag: 'im-location-form', element: ImLocationForm };
