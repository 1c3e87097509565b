import i18next from 'i18next';
import { directionOf, type Messages, type Translator } from './translator.js';

/** One i18next instance, never the page's global one; a missing key falls back to English. */
export function i18nextTranslators(english: Messages): (lang: string, table: Messages) => Translator {
  const instance = i18next.createInstance();
  void instance.init({
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    // Lit escapes; a second escaping would show &amp; to people.
    interpolation: { escapeValue: false, skipOnVariables: true },
    resources: { en: { translation: english } },
  });
  return (lang, table) => {
    instance.addResourceBundle(lang, 'translation', table);
    const fixed = instance.getFixedT(lang);
    return {
      lang,
      dir: directionOf(lang),
      has: (key) => instance.exists(key, { lng: lang, count: 1 }) || instance.exists(key, { lng: lang }),
      t: (key, values) => fixed(key, { ...values }),
    };
  };
}
