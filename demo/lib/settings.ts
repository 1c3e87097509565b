const { documentElement: root } = document;

type Settings = Readonly<Record<'theme' | 'dir' | 'lang' | 'accent', string>>;
const PLAIN: Settings = { theme: 'auto', dir: 'auto', lang: 'en', accent: '#1f61d6' };
const NAMES = Object.keys(PLAIN) as (keyof Settings)[];

/** Theme, direction, language and accent of the page: from its address, into its address, and onto `<html>`. */
export function settings(form: HTMLFormElement): void {
  const query = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement)
      field.value = query.get(name) ?? PLAIN[name];
  }
  const now = (): Settings => ({ ...PLAIN, ...(Object.fromEntries(new FormData(form)) as Partial<Settings>) });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => {
    apply(now());
    remember(now());
  });
  apply(now());
}

function apply({ theme, dir, lang, accent }: Settings): void {
  if (theme === 'auto') delete root.dataset.scheme;
  else root.dataset.scheme = theme;
  root.lang = lang;
  root.dir = dir === 'auto' ? (lang === 'ar' ? 'rtl' : 'ltr') : dir;
  if (accent === PLAIN.accent) root.style.removeProperty('--im-accent');
  else root.style.setProperty('--im-accent', accent);
}

function remember(values: Settings): void {
  const query = new URLSearchParams(
    NAMES.filter((name) => values[name] !== PLAIN[name]).map((name) => [name, values[name]]),
  );
  history.replaceState(null, '', `${location.pathname}${query.size ? `?${query}` : ''}${location.hash}`);
}
