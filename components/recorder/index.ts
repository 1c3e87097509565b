import { kinds } from '../../locales/parts/kinds.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImVoiceRecorder } from './voice-recorder.js';

teach(kinds);
define('im-voice-recorder', ImVoiceRecorder);

export type { VoiceRecorded } from './voice-recorder.js';
export { ImVoiceRecorder };

declare global {
  interface HTMLElementTagNameMap {
    'im-voice-recorder': ImVoiceRecorder;
  }
}
