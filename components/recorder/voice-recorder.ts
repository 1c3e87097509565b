import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, clockLength } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { waveStyles } from '../content/kinds/voice.styles.js';
import { bars } from '../content/kinds/waveform.js';
import { trash2Icon } from '../shared/icons-actions.js';
import { pauseIcon, playIcon, squareIcon } from '../shared/icons-kinds.js';
import { sendHorizontalIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { Listening } from './listening.js';
import { canRecord, type Recorded, Recording } from './recording.js';
import { styles } from './voice-recorder.styles.js';

/** Where the back end names no limit, seconds. */
const MOST_SECONDS = 60;
const WARNING = 10;
/** Bars of the meter. */
const SHOWN = 40;
/** A slip of the finger is no message, seconds. */
const LEAST = 0.3;

/** Detail of `im-voice-recorded`: what content of kind `voice` needs. */
export type VoiceRecorded = Recorded;

/**
 * Records a voice message, lets it be heard before it is sent, and hands it over. Escape deletes, Enter sends.
 *
 * @csspart bar - All of it, one row.
 * @csspart cancel - The button that deletes the recording.
 * @csspart level - How loud it is, while recording.
 * @csspart time - The length so far.
 * @csspart stop - The button that ends recording and offers to listen.
 * @csspart play - The button that plays what was recorded.
 * @csspart send - The button that hands it over.
 * @cssstate recording - The microphone is on.
 * @fires im-voice-recorded - It is to be sent. Detail: {blob, seconds, waveform}.
 * @fires im-voice-cancelled - There is no recording any more, or none could be made.
 */
export class ImVoiceRecorder extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, waveStyles, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    state: { state: true },
    seconds: { state: true },
    level: { state: true },
    recorded: { state: true },
  };
  /** Where the message will go: its people are told that somebody speaks. */
  declare conversation: ConversationId | undefined;
  /** @internal */
  declare state: 'rest' | 'asking' | 'recording' | 'listening' | 'denied' | 'none' | 'failed';
  /** @internal */
  declare seconds: number;
  /** @internal */
  declare level: number;
  /** @internal */
  declare recorded: Recorded | undefined;

  #internals = this.attachInternals?.();
  #recording: Recording | undefined;
  #levels: number[] = [];
  #turn = 0;
  #said = 0;
  #listening = new Listening(() => this.requestUpdate());

  constructor() {
    super();
    this.state = 'rest';
    this.seconds = 0;
    this.level = 0;
  }

  /** Has this browser what is needed? Without, a button for it had better be hidden. */
  static get available(): boolean {
    return canRecord();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#key);
    this.#drop();
    this.#set('rest');
  }

  get #most(): number {
    return this.im?.limits.voiceSeconds ?? MOST_SECONDS;
  }

  /** Asks for the microphone and records. Resolves when it does, or when it is clear that it will not; the row says why. */
  async start(): Promise<void> {
    if (this.state === 'asking' || this.state === 'recording') return;
    this.#drop();
    if (!canRecord()) return this.#set('none');
    const turn = ++this.#turn;
    this.#set('asking');
    let stream: MediaStream | undefined;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      if (turn !== this.#turn) return stopAll(stream);
      this.#recording = new Recording(stream, this.#tick, () => turn === this.#turn && this.#recording && this.#fail());
      this.#set('recording');
      await this.updateComplete;
      this.#focus('.stop');
    } catch (error) {
      if (stream) stopAll(stream);
      if (turn === this.#turn) this.#set(refusal(error));
    }
  }

  /** Ends recording and offers to listen. */
  async stop(): Promise<void> {
    const recorded = await this.#end();
    if (!recorded) return;
    this.recorded = recorded;
    this.#set('listening');
    await this.updateComplete;
    this.#focus('.play');
  }

  /** Deletes what was recorded. */
  cancel(): void {
    this.#drop();
    this.#set('rest');
    this.tell('im-voice-cancelled', {});
  }

  /** Hands over what was recorded, ending the recording first where it still goes on. */
  async send(): Promise<void> {
    const recorded = this.recorded ?? (await this.#end());
    if (!recorded) return;
    if (recorded.seconds < LEAST) return this.cancel();
    this.#drop();
    this.#set('rest');
    this.tell<VoiceRecorded>('im-voice-recorded', recorded);
  }

  async #end(): Promise<Recorded | undefined> {
    const recording = this.#recording;
    const turn = this.#turn;
    if (!recording) return undefined;
    this.#recording = undefined;
    this.#typing('nothing');
    try {
      const recorded = await recording.stop();
      if (recorded.blob.size === 0) throw new Error('nothing was recorded');
      return turn === this.#turn ? recorded : undefined;
    } catch {
      recording.close();
      if (turn === this.#turn) this.#fail();
      return undefined;
    }
  }

  #tick = (level: number, seconds: number): void => {
    this.#levels = [...this.#levels, level].slice(-SHOWN);
    this.level = level;
    this.seconds = seconds;
    // Told again before those who were told forget it.
    if (seconds - this.#said >= 2) {
      this.#said = seconds;
      this.#typing('voice');
    }
    if (seconds >= this.#most) void this.stop();
  };

  /** What was heard until then is kept: it can still be sent. */
  #fail(): void {
    if (this.#recording && this.seconds >= LEAST) {
      void this.stop();
      return;
    }
    this.#drop();
    this.#set('failed');
  }

  #drop(): void {
    this.#turn += 1;
    this.#recording?.close();
    if (this.#recording) this.#typing('nothing');
    this.#recording = undefined;
    this.#listening.drop();
    this.recorded = undefined;
    this.#levels = [];
    this.#said = 0;
    this.seconds = 0;
  }

  #set(state: ImVoiceRecorder['state']): void {
    this.state = state;
    this.#internals?.states?.[state === 'recording' ? 'add' : 'delete']('recording');
    if (state === 'recording') this.#typing('voice');
  }

  #typing(what: 'voice' | 'nothing'): void {
    const { im, conversation } = this;
    if (im && conversation) this.attempt(() => im.typing.set(conversation, what));
  }

  #focus(name: string): void {
    this.renderRoot.querySelector<HTMLElement>(name)?.focus();
  }

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing || this.state === 'rest') return;
    if (event.key === 'Escape') this.cancel();
    else if (event.key === 'Enter' && this.#mayEnter(event)) void this.send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** On "delete" Enter presses that. */
  #mayEnter(event: KeyboardEvent): boolean {
    const on = event.composedPath()[0];
    return (
      (this.state === 'recording' || this.state === 'listening') && !(on instanceof Element && on.matches('.cancel'))
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { state } = this;
    if (state === 'rest') return nothing;
    return html`<div class="bar" part="bar" role="group" aria-label=${this.t('recorder.label')}>
      <button type="button" class="icon-button cancel" part="cancel" aria-label=${this.t('recorder.cancel')} title=${this.t(
        'recorder.cancel',
      )} @click=${() => this.cancel()}>${trash2Icon()}</button>
      ${state === 'recording' ? this.#live() : state === 'listening' ? this.#heard() : this.#words()}
    </div>`;
  }

  #words(): TemplateResult {
    const asking = this.state === 'asking';
    const key = asking ? 'recorder.start' : `recorder.${this.state}`;
    return html`<span class="words ${asking ? '' : 'bad'}" role=${asking ? 'status' : 'alert'}>${this.t(key)}</span>`;
  }

  #live(): TemplateResult {
    const left = Math.max(0, Math.ceil(this.#most - this.seconds));
    const near = left <= Math.min(WARNING, this.#most / 2);
    const meter = [...Array.from({ length: SHOWN - this.#levels.length }, () => 0), ...this.#levels];
    return html`<span class="middle"><span class="lamp" aria-hidden="true"></span><span class="sr" role="status">${this.t(
      'recorder.recording',
    )}</span><time class="time" part="time" dir="ltr">${clockLength(Math.floor(this.seconds))}</time
      ><span class="level" part="level">${bars(meter, 1)}</span>${
        near ? html`<span class="left">${this.t('recorder.left', { count: left })}</span>` : nothing
      }<span class="sr" role="status">${near ? this.t('recorder.left', { count: Math.min(WARNING, left > 5 ? WARNING : 5) }) : ''}</span></span>
      <button type="button" class="icon-button stop" part="stop" aria-label=${this.t('recorder.stop')} title=${this.t(
        'recorder.stop',
      )} @click=${() => void this.stop()}>${squareIcon()}</button>${this.#sender()}`;
  }

  #heard(): TemplateResult {
    const { recorded } = this;
    const { playing, at } = this.#listening;
    const seconds = recorded?.seconds ?? 0;
    const toggle = (): void => {
      if (recorded) this.attempt(() => this.#listening.toggle(recorded.blob));
    };
    return html`<span class="middle"><button type="button" class="icon-button play" part="play" aria-label=${this.t(
      playing ? 'voice.pause' : 'voice.play',
    )} @click=${toggle}>${playing ? pauseIcon() : playIcon()}</button><span class="track">${bars(
      recorded?.waveform,
      seconds > 0 ? at / seconds : 0,
    )}</span><time class="time" part="time" dir="ltr">${clockLength(at > 0 ? seconds - at : seconds)}</time></span>${this.#sender()}`;
  }

  #sender(): TemplateResult {
    const label = this.t('composer.send');
    return html`<button type="button" class="icon-button primary" part="send" aria-label=${label} title=${label}
      @click=${() => void this.send()}>${sendHorizontalIcon()}</button>`;
  }
}

const stopAll = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

const refusal = (error: unknown): 'denied' | 'none' | 'failed' => {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'failed';
};
