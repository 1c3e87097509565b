import { html, type TemplateResult } from 'lit';
import type { ConversationId } from '../../../core/index.js';
import type { ImVoiceRecorder, VoiceRecorded } from '../../recorder/index.js';
import type { Desk } from '../desk.js';
import { stage } from '../staged.js';

const ENDINGS: Readonly<Record<string, string>> = { 'audio/mp4': 'm4a', 'audio/ogg': 'ogg', 'audio/mpeg': 'mp3' };

/** The recorder in place of the field, and what becomes of its recording. */
export class Voice {
  readonly #desk: Desk;
  /** Where somebody records. */
  #in: ConversationId | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async start(): Promise<void> {
    const { composer, conversation } = this.#desk;
    await import('../../recorder/index.js');
    this.#in = conversation();
    composer.requestUpdate();
    await composer.updateComplete;
    await composer.shadowRoot?.querySelector<ImVoiceRecorder>('im-voice-recorder')?.start();
  }

  render(): TemplateResult | undefined {
    const { client, i18n, conversation } = this.#desk;
    if (!this.#in || this.#in !== conversation()) return undefined;
    return html`<im-voice-recorder .client=${client()} .translator=${i18n()} .conversation=${this.#in}
      @im-voice-recorded=${this.#recorded} @im-voice-cancelled=${this.#ended}></im-voice-recorder>`;
  }

  #recorded = (event: CustomEvent<VoiceRecorded>): void => {
    const { blob, seconds, waveform } = event.detail;
    this.#ended(event);
    const [mime = 'audio/webm'] = (blob.type || 'audio/webm').split(';');
    const name = `voice.${ENDINGS[mime] ?? 'webm'}`;
    const file = new File([blob], name, { type: blob.type || mime });
    const content = { kind: 'voice' as const, file: { name, bytes: blob.size, mime: file.type }, seconds, waveform };
    this.#desk.writing.post(stage({ file, content }));
  };

  #ended = (event: Event): void => {
    event.stopPropagation();
    this.#in = undefined;
    this.#desk.composer.requestUpdate();
    this.#desk.composer.focus();
  };
}
