import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ContentOf, clockLength } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { pauseIcon, playIcon } from '../../shared/icons-kinds.js';
import { downloadIcon } from '../../shared/icons-later.js';
import { rtlOf } from '../../shared/im-element.js';
import { ringStyles } from '../media.styles.js';
import { MediaRow, ring } from '../media-row.js';
import { saveFile } from '../save.js';
import { isPlayed, type Playing, playback } from './playback.js';
import { voiceStyles, waveStyles } from './voice.styles.js';
import { bars } from './waveform.js';

const STEP = 5;

let tester: HTMLAudioElement | undefined;
/** Can this browser tell at once that it cannot play the type? */
const isStrange = (mime: string): boolean => {
  tester ??= new Audio();
  return /^(?:audio|video)\//.test(mime) && tester.canPlayType(mime) === '';
};

/**
 * A spoken message: play, seek, speed, what is left of it, and whether it was listened to.
 * @internal
 */
export class ImVoiceContent extends MediaRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, ringStyles, waveStyles, voiceStyles];
  static override properties: PropertyDeclarations = {
    content: { attribute: false },
    failed: { state: true },
    start: { state: true },
  };
  declare content: ContentOf<'voice'> | undefined;
  /** @internal */
  declare failed: boolean;
  /** @internal Where playing will begin, seconds. */
  declare start: number;

  #leave: (() => void) | undefined;
  #joined: string | undefined;
  #drawn: Playing | undefined;
  #played = this.read(
    () => (this.context ? [`played/${this.context.message.conversationId}`] : []),
    () => this.context !== undefined && isPlayed(this.context.client, this.context.message),
  );

  constructor() {
    super();
    this.failed = false;
    this.start = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#join();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
    this.#joined = undefined;
  }

  protected override willUpdate(): void {
    this.#join();
  }

  #join(): void {
    const { context } = this;
    if (!context || !this.isConnected || this.#joined === context.message.id) return;
    this.#leave?.();
    if (this.#joined !== undefined) {
      this.failed = false;
      this.start = 0;
    }
    this.#joined = context.message.id;
    this.#leave = playback.join({
      client: context.client,
      message: context.message,
      // Rows that neither played nor play have nothing new to show.
      changed: () => (this.#mine || this.#drawn) && this.requestUpdate(),
      failed: (id) => {
        if (id === this.context?.message.id) this.failed = true;
      },
    });
  }

  get #mine(): Playing | undefined {
    const { current } = playback;
    return current && current.messageId === this.context?.message.id && current.client === this.context.client
      ? current
      : undefined;
  }

  get #length(): number {
    return this.content?.seconds ?? 0;
  }

  override render(): TemplateResult | typeof nothing {
    const { content, file } = this;
    if (!content || !file) return nothing;
    const mine = this.#mine;
    this.#drawn = mine;
    const at = mine ? Math.min(mine.at, this.#length) : this.start;
    const strange = this.failed || isStrange(file.mime);
    const stop = this.stopper();
    return html`<div class="voice">${stop === nothing ? (strange ? this.#saver() : this.#player(mine)) : stop}
      <div class="middle">${this.#track(at, strange)}
        <div class="under">${strange ? html`<span class="why">${this.t('voice.unplayable')}</span>` : this.#words(at, mine)}<slot></slot></div>
      </div></div>`;
  }

  #player(mine: Playing | undefined): TemplateResult {
    const on = mine !== undefined && mine.state !== 'paused';
    return html`<button class="play" aria-label=${this.t(on ? 'voice.pause' : 'voice.play')} @click=${this.#toggle}
      >${mine?.state === 'loading' ? ring(undefined) : nothing}${on ? pauseIcon() : playIcon()}</button>`;
  }

  #saver(): TemplateResult {
    const label = this.t('messages.download', { name: this.file?.name ?? '' });
    return html`<button class="play save" aria-label=${label} title=${label} @click=${this.#save}>${downloadIcon()}</button>`;
  }

  #track(at: number, still: boolean): TemplateResult {
    const length = this.#length;
    const wave = bars(this.content?.waveform, length > 0 ? at / length : 0);
    if (still) return html`<div>${wave}</div>`;
    const said = this.t('voice.at', { at: clockLength(at), length: clockLength(length) });
    return html`<div class="track" role="slider" tabindex="0" aria-label=${this.t('voice.position')} aria-valuemin="0"
      aria-valuemax=${Math.round(length)} aria-valuenow=${Math.round(at)} aria-valuetext=${said}
      @pointerdown=${this.#grab} @keydown=${this.#key}>${wave}</div>`;
  }

  #words(at: number, mine: Playing | undefined): TemplateResult {
    const left = mine || at > 0 ? this.#length - at : this.#length;
    const rate = new Intl.NumberFormat(this.i18n.lang).format(playback.rate);
    const label = this.t('voice.speed', { rate });
    return html`<time dir="ltr">${clockLength(left)}</time>${
      this.#played.value ? nothing : html`<span class="dot"></span><span class="sr">${this.t('voice.unplayed')}</span>`
    }${
      mine
        ? html`<button class="rate" aria-label=${label} title=${label} @click=${() => playback.nextRate()}
          ><span dir="ltr">${rate}×</span></button>`
        : nothing
    }`;
  }

  #toggle = (): void => {
    const { context } = this;
    const mine = this.#mine;
    if (!context) return;
    if (mine && mine.state !== 'paused') {
      if (mine.state === 'loading') playback.stop();
      else playback.pause();
      return;
    }
    const from = this.start >= this.#length ? 0 : this.start;
    this.start = 0;
    this.attempt(() => playback.play(context.client, context.message, from));
  };

  #seek(seconds: number): void {
    const to = Math.min(Math.max(seconds, 0), this.#length);
    if (this.#mine) playback.seek(to);
    else this.start = to;
  }

  #grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const track = event.currentTarget as HTMLElement;
    const rtl = rtlOf(this);
    const move = ({ clientX }: PointerEvent): void => {
      const { left, right, width } = track.getBoundingClientRect();
      if (width > 0) this.#seek(((rtl ? right - clientX : clientX - left) / width) * this.#length);
    };
    const stop = new AbortController();
    track.setPointerCapture?.(event.pointerId);
    track.addEventListener('pointermove', move, { signal: stop.signal });
    for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
      track.addEventListener(type, () => stop.abort(), { signal: stop.signal });
    move(event);
  };

  #key = (event: KeyboardEvent): void => {
    const at = this.#mine?.at ?? this.start;
    const forth = rtlOf(this) ? -STEP : STEP;
    const places: Readonly<Record<string, number>> = {
      ArrowRight: at + forth,
      ArrowLeft: at - forth,
      ArrowUp: at + STEP,
      ArrowDown: at - STEP,
      Home: 0,
      End: this.#length,
    };
    const to = places[event.key];
    if (event.key === ' ' || event.key === 'Enter') this.#toggle();
    else if (to === undefined) return;
    else this.#seek(to);
    // The list moves between rows with the same keys.
    event.preventDefault();
    event.stopPropagation();
  };

  #save = (): void => {
    const { file, context } = this;
    if (!file || !context) return;
    context.open({ what: 'file', messageId: context.message.id, file }, () => saveFile(context.client, file));
  };
}
