import { messages as english } from '../../locales/en.js';
import { type Messages, plainTranslator, type Translator } from './translator.js';

/** English, to which parts that are loaded later add their words. Other languages are whole. */
const words: Record<string, string> = { ...english };

/** Adds the English words of a part, before it shows any. */
export const teach = (table: Messages): void => void Object.assign(words, table);

/** Of the build: which languages there are, each in a chunk of its own. Pages add more with `registerLocale`. */
const loaders = new Map<string, () => Promise<{ readonly messages: Messages }>>([
  ['zh-CN', () => import('../../locales/zh-CN.js')],
  ['ar', () => import('../../locales/ar.js')],
]);
export const registerLocale = (lang: string, load: () => Promise<{ readonly messages: Messages }>): void => {
  loaders.set(lang, load);
};

/** `zh-Hans-SG` finds `zh-CN`, `ar-EG` finds `ar`; nothing found is English. */
export function matchLocale(lang: string): string {
  const wanted = lang.toLowerCase();
  const names = [...loaders.keys()];
  const base = wanted.split('-')[0];
  return (
    names.find((name) => name.toLowerCase() === wanted) ??
    names.find((name) => name.toLowerCase().split('-')[0] === base) ??
    'en'
  );
}

/**
 * The languages of one client (or of a page without one): English at once, others when loaded, through one i18next
 * instance that only those pay for.
 */
export class Languages {
  static readonly #of = new WeakMap<object, Languages>();
  /** One per client; the document stands in where there is none. */
  static for(owner: object): Languages {
    let found = Languages.#of.get(owner);
    if (!found) {
      found = new Languages();
      Languages.#of.set(owner, found);
    }
    return found;
  }

  #ready = new Map<string, Translator>([['en', plainTranslator('en', words)]]);
  #loading = new Map<string, Promise<void>>();
  #instance: Promise<typeof import('./i18next.js')> | undefined;
  #add: ((lang: string, table: Messages) => Translator) | undefined;
  #listeners = new Set<() => void>();
  #page: MutationObserver | undefined;

  /** The best there is now; when better arrives, listeners hear of it. */
  get(lang: string): Translator {
    const name = matchLocale(lang);
    const ready = this.#ready.get(name);
    if (ready) return ready;
    void this.load(name);
    return this.#ready.get('en') as Translator;
  }

  /** Never rejects: a locale that cannot be had leaves English. */
  load(lang: string): Promise<void> {
    const name = matchLocale(lang);
    if (this.#ready.has(name)) return Promise.resolve();
    let loading = this.#loading.get(name);
    if (!loading) {
      loading = this.#load(name).catch(() => void this.#loading.delete(name));
      this.#loading.set(name, loading);
    }
    return loading;
  }

  /** Hears of languages that have loaded, and of a page that turns to another one. */
  subscribe(listener: () => void): () => void {
    this.#watchPage();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #watchPage(): void {
    if (this.#page || typeof MutationObserver === 'undefined') return;
    this.#page = new MutationObserver(() => this.#tell());
    this.#page.observe(document.documentElement, { attributeFilter: ['lang'] });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  async #load(name: string): Promise<void> {
    this.#instance ??= import('./i18next.js');
    const [{ i18nextTranslators }, locale] = await Promise.all([this.#instance, loaders.get(name)?.()]);
    if (!locale) return;
    this.#add ??= i18nextTranslators(words);
    this.#ready.set(name, this.#add(name, locale.messages));
    this.#tell();
  }
}
