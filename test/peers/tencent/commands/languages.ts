import type { Commands } from '../command.js';
import { bought } from '../state.js';
import { type Json, text, texts } from '../wire.js';

const TRANSLATION = 38;
const SPEECH = 39;
const LANGUAGES = 'zh zh-TW en ja ko fr es it de tr ru pt vi id th ms ar hi'.split(' ');
const FORMATS = 'wav pcm ogg-opus speex silk mp3 m4a aac amr'.split(' ');

/** These two commands say within the answer whether they worked: the SDK understands no refusal around it. */
const answered = (code: number, info: string, answer: Json = {}): Json => ({
  CmdErrorCode: { ErrorCode: code, ErrorInfo: info },
  ...answer,
});
const UNBOUGHT = answered(60_020, 'this app has no package for it');

export const commands: Commands = {
  /** So that it is seen: the language before each text. */
  'im_open_translate.ws_batch_trans_text'(asked) {
    if (!bought(asked.app.options, TRANSLATION)) return UNBOUGHT;
    const [source, target] = [text(asked.body, 'Source'), text(asked.body, 'Target')];
    const known = LANGUAGES.includes(target) && (source === 'auto' || LANGUAGES.includes(source));
    const list = texts(asked.body, 'SourceText');
    if (!known || list.length === 0) return answered(60_003, 'no such languages, or nothing to translate');
    return answered(0, '', { TargetText: list.map((one) => `[${target}] ${one}`), RequestId: 'translation' });
  },
  /** What it took the speech for, and the form of the file. */
  'im_open_speech.ws_sentence_recognition'(asked) {
    if (!bought(asked.app.options, SPEECH)) return UNBOUGHT;
    const format = text(asked.body, 'BytesVoiceFormat');
    if (!FORMATS.includes(format) || !text(asked.body, 'BytesUrl').includes(`.${format}`))
      return answered(60_003, 'no such voice');
    const model = text(asked.body, 'BytesEngServiceType');
    return answered(0, '', { BytesResult: `[${model}] spoken ${format}`, BytesRequestid: 'speech' });
  },
};
