import { ImError, toImError } from '../model/index.js';

/** What the browser can do on the device, where it can: https://developer.mozilla.org/docs/Web/API/Translator_and_Language_Detector_APIs */
interface DeviceApis {
  readonly Translator?: {
    availability(pair: Pair): Promise<Ready>;
    create(pair: Pair & { readonly signal?: AbortSignal }): Promise<{
      translate(text: string, options?: { readonly signal?: AbortSignal }): Promise<string>;
      destroy?(): void;
    }>;
  };
  readonly LanguageDetector?: {
    availability(): Promise<Ready>;
    create(options?: { readonly signal?: AbortSignal }): Promise<{
      detect(text: string): Promise<readonly { readonly detectedLanguage?: string; readonly confidence?: number }[]>;
      destroy?(): void;
    }>;
  };
}
type Ready = 'unavailable' | 'downloadable' | 'downloading' | 'available';
interface Pair {
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

const SURE = 0.6;
const apis = globalThis as DeviceApis;

const base = (language: string): string => language.split('-')[0]?.toLowerCase() ?? '';

/** The language of a text; undefined where that is not sure. A model that is not here yet is downloaded. */
const detected = async (text: string, signal?: AbortSignal): Promise<string | undefined> => {
  if ((await apis.LanguageDetector?.availability()) === 'unavailable') return undefined;
  const detector = await apis.LanguageDetector?.create({ signal });
  try {
    const [best] = (await detector?.detect(text)) ?? [];
    return best?.detectedLanguage && (best.confidence ?? 0) >= SURE ? best.detectedLanguage : undefined;
  } finally {
    detector?.destroy?.();
  }
};

const pairs = async (from: string, to: string): Promise<boolean> =>
  base(from) !== base(to) &&
  (await apis.Translator?.availability({ sourceLanguage: from, targetLanguage: to })) !== 'unavailable';

/** May this device put a text into that language? Downloads nothing: where the text's own is not known yet, it may. */
export const deviceReads = async (text: string, to: string): Promise<boolean> => {
  const { Translator, LanguageDetector } = apis;
  if (!Translator || !LanguageDetector) return false;
  const ready = await LanguageDetector.availability();
  if (ready !== 'available') return ready !== 'unavailable';
  const from = await detected(text);
  return from !== undefined && pairs(from, to);
};

/**
 * Nothing leaves the page. Models that are not here yet are downloaded, which browsers allow just after the person did
 * something. Answers undefined where this device cannot; rejects `aborted`, `engine`.
 */
export const deviceTranslate = async (
  texts: readonly string[],
  { to, from, signal }: { readonly to: string; readonly from?: string; readonly signal?: AbortSignal },
): Promise<{ readonly texts: readonly string[]; readonly from: string } | undefined> => {
  const { Translator, LanguageDetector } = apis;
  if (!Translator || (!LanguageDetector && !from)) return undefined;
  try {
    const source = from ?? (await detected(texts.join('\n'), signal));
    if (!source || !(await pairs(source, to))) return undefined;
    const translator = await Translator.create({ sourceLanguage: source, targetLanguage: to, signal });
    try {
      const words: string[] = [];
      for (const text of texts) words.push(await translator.translate(text, { signal }));
      return { texts: words, from: source };
    } finally {
      translator.destroy?.();
    }
  } catch (cause) {
    if (signal?.aborted) throw new ImError('aborted', { cause });
    throw toImError(cause);
  }
};
