import { files } from '../../../locales/parts/files.js';
import { kinds } from '../../../locales/parts/kinds.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImVoiceContent } from './voice-content.js';

teach(kinds);
teach(files);
define('im-voice-content', ImVoiceContent);

export { ImVoiceContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-voice-content': ImVoiceContent;
  }
}
