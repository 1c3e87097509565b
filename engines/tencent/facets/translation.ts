import type { CallOptions, TranscriptionFacet, TranslationFacet } from '../../../core/engine/index.js';
import { ImError, invalid } from '../../../core/model/index.js';
import { type Ability, isAble } from '../abilities.js';
import { held, notRecalled } from '../held.js';
import { spokenAs, writtenAs } from '../languages.js';
import type { Link } from '../link.js';

const AT_ONCE = 20;
/** Texts and voices that are remembered while one is signed in. */
const MOST = 500;
const SOUND = 'TIMSoundElem';
/** What the SDK looks for in the address of a voice. */
export const HEARD: readonly string[] = '.wav .pcm .ogg-opus .speex .silk .mp3 .m4a .aac .amr'.split(' ');

const remembered = (link: Link, name: string): Map<string, string> => link.kept(name, () => new Map<string, string>());
const remember = (known: Map<string, string>, key: string, words: string): void => {
  known.set(key, words);
  if (known.size > MOST) known.delete(known.keys().next().value as string);
};

const requireAble = async (link: Link, ability: Ability, options?: CallOptions): Promise<void> => {
  if (await isAble(link, ability, options)) return;
  throw new ImError('unsupported', {
    message: `${ability}: this app has not bought it`,
    engine: { name: 'tencent' },
  });
};

/** Asked for once while one is signed in: it is paid for by the character. */
export const translationFacet = (link: Link): TranslationFacet => ({
  async translate(texts, { to, from }, options) {
    if (texts.some((text) => typeof text !== 'string' || !text.trim())) throw invalid('texts', 'must hold words');
    const target = writtenAs(to);
    if (!target) throw new ImError('unsupported', { field: 'to', message: `to: not into ${to}` });
    const source = (from && writtenAs(from)) || 'auto';
    await requireAble(link, 'translation', options);
    const known = remembered(link, 'translations');
    const keyOf = (text: string): string => `${source} ${target} ${text}`;
    const found = new Map(texts.map((text) => [text, known.get(keyOf(text))]));
    const missing = [...found].flatMap(([text, words]) => (words === undefined ? [text] : []));
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const sourceTextList = missing.slice(at, at + AT_ONCE);
      const query = { sourceTextList, sourceLanguage: source, targetLanguage: target };
      const { translatedTextList } = await link.call((sdk) => sdk.translateText(query), options, 'ws_batch_trans_text');
      for (const [place, text] of sourceTextList.entries()) {
        const words = translatedTextList[place];
        if (typeof words !== 'string')
          throw new ImError('engine', { message: 'some texts came back untranslated', engine: { name: 'tencent' } });
        found.set(text, words);
        remember(known, keyOf(text), words);
      }
    }
    return texts.map((text) => found.get(text) ?? text);
  },
});

export const transcriptionFacet = (link: Link): TranscriptionFacet => ({
  async transcribe(message, { language } = {}, options) {
    if (message.content.kind !== 'voice') throw invalid('message', 'is no voice message');
    await requireAble(link, 'transcription', options);
    const spoken = spokenAs(language);
    const key = `${spoken ?? ''} ${message.serverId}`;
    const known = remembered(link, 'transcripts');
    const before = known.get(key);
    if (before !== undefined) return before;
    const sound = notRecalled(await held(link, message, options));
    if (sound.type !== SOUND)
      throw new ImError('unsupported', {
        field: 'message',
        message: 'message: its voice is no element of the service',
      });
    const query = { message: sound, ...(spoken && { language: spoken }) };
    const { result } = await link.call((sdk) => sdk.convertVoiceToText(query), options, 'ws_sentence_recognition');
    remember(known, key, result);
    return result;
  },
});
