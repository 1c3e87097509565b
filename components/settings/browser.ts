import { html, nothing, type TemplateResult } from 'lit';
import { askDesktop, type LocalAlerts, localAlerts, setLocalAlerts } from '../notifier/local.js';
import type { Translator } from '../shared/translator.js';
import { section, toggle } from './sections.js';

/** How this browser tells of messages: kept here, so that it can be changed without a connection. */
export function browser(i18n: Translator, attempt: (act: () => unknown) => void): TemplateResult | typeof nothing {
  // Without a notifier on the page nobody obeys it.
  if (!customElements.get('im-notifier')) return nothing;
  const now = localAlerts();
  const one = (name: keyof LocalAlerts, words: string, set = (on: boolean) => setLocalAlerts({ [name]: on })) =>
    toggle({ i18n, locked: false }, words, now[name], (on) => attempt(() => set(on)));
  const desktop = (on: boolean): unknown => (on ? askDesktop() : setLocalAlerts({ desktop: false }));
  return section(
    'browser',
    i18n.t('settings.browser'),
    html`${one('sound', 'sound')}${'Notification' in globalThis ? one('desktop', 'desktop', desktop as () => void) : nothing}
      ${now.desktop ? one('detail', 'desktop-words') : nothing}${one('titleBadge', 'title-badge')}`,
  );
}
