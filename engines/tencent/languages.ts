/** What the service translates from and into, as its manual lists it. */
const WRITTEN: readonly string[] = 'zh zh-TW en ja ko fr es it de tr ru pt vi id th ms ar hi'.split(' ');
/** What it hears, by the names that the SDK has for it. */
const SPOKEN: Readonly<Record<string, string>> = {
  zh: 'zh (cmn-Hans-CN)',
  yue: 'yue-Hant-HK',
  en: 'en-US',
  ja: 'ja-JP',
};

const localeOf = (language: string): Intl.Locale | undefined => {
  try {
    return new Intl.Locale(language).maximize();
  } catch {
    return undefined;
  }
};

/** A BCP 47 language as the service writes it; undefined: it has no such language. */
export const writtenAs = (language: string): string | undefined => {
  const locale = localeOf(language);
  const name = locale?.language === 'zh' && locale.script === 'Hant' ? 'zh-TW' : locale?.language;
  return name && WRITTEN.includes(name) ? name : undefined;
};

/** undefined: the mixture that the service hears by itself. */
export const spokenAs = (language: string | undefined): string | undefined => {
  const locale = language === undefined ? undefined : localeOf(language);
  if (!locale) return undefined;
  // In Hong Kong and Macao it is Cantonese that is spoken.
  const cantonese = locale.language === 'zh' && /^(HK|MO)$/.test(locale.region ?? '');
  return SPOKEN[cantonese ? 'yue' : locale.language];
};
