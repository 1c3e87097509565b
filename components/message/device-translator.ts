/** What the browser can do on the device, where it can: https://developer.mozilla.org/docs/Web/API/Translator_and_Language_Detector_APIs */
interface DeviceApis {
  readonly Translator?: {
    availability(pair: Pair): Promise<string>;
    create(
      pair: Pair & { readonly signal?: AbortSignal },
    ): Promise<{ translate(text: string): Promise<string>; destroy?(): void }>;
  };
  readonly LanguageDetector?: {
    availability(): Promise<string>;
    create(): Promise<{
      detect(text: string): Promise<readonly { readonly detectedLanguage: string; readonly confidence: number }[]>;
    }>;
  };
}
interface Pair {
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

const SURE = 0.6;
const MOST_ASKED = 500;
const device = globalThis as DeviceApis;
const asked = new Map<string, Promise<string | undefined> | string | undefined>();
let detector: ReturnType<NonNullable<DeviceApis['LanguageDetector']>['create']> | undefined;

const base = (lang: string): string => lang.split('-')[0]?.toLowerCase() ?? '';

/** The language of a text, where it is another one and this device can translate from it now. */
async function find(text: string, to: string): Promise<string | undefined> {
  const { Translator, LanguageDetector } = device;
  if (!Translator || !LanguageDetector || (await LanguageDetector.availability()) !== 'available') return undefined;
  detector ??= LanguageDetector.create();
  const [best] = await (await detector).detect(text);
  if (!best || best.confidence < SURE || base(best.detectedLanguage) === base(to)) return undefined;
  const pair = { sourceLanguage: best.detectedLanguage, targetLanguage: to };
  return (await Translator.availability(pair)) === 'available' ? best.detectedLanguage : undefined;
}

/** As `find`, at once where it is known; else `ready` is called when it is. */
export function sourceOf(text: string, to: string, ready: () => void): string | undefined {
  if (!device.Translator) return undefined;
  const key = `${to} ${text}`;
  const known = asked.get(key);
  if (typeof known === 'string') return known;
  if (asked.has(key)) return undefined;
  if (asked.size >= MOST_ASKED) asked.clear();
  const work = find(text, to).catch(() => undefined);
  asked.set(key, work);
  void work.then((source) => {
    asked.set(key, source);
    if (source) ready();
  });
  return undefined;
}

export async function translateHere(text: string, from: string, to: string, signal: AbortSignal): Promise<string> {
  if (!device.Translator) throw new Error('no translator');
  const translator = await device.Translator.create({ sourceLanguage: from, targetLanguage: to, signal });
  try {
    return await translator.translate(text);
  } finally {
    translator.destroy?.();
  }
}
