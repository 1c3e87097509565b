/** One value, kept by this browser: who the anonymous visitor is. */
export interface Keep {
  get(): string | null;
  set(value: string): void;
  remove(): void;
}

const KEY = 'im-visitor';
/** A year; each visit starts it anew. */
const AGE = 31_536_000;

const storage = (key: string): Keep => ({
  get: () => localStorage.getItem(key),
  set: (value) => localStorage.setItem(key, value),
  remove: () => localStorage.removeItem(key),
});

/** Local storage ends at the host name; a cookie of the domain is seen by its sub-domains too. */
const cookie = (key: string, domain: string): Keep => {
  const write = (value: string, age: number): void => {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs a secure context, shops on plain http have none
    document.cookie = `${key}=${encodeURIComponent(value)}; Max-Age=${age}; Path=/; Domain=${domain}; SameSite=Lax${secure}`;
  };
  return {
    get: () => {
      const found = document.cookie.split('; ').find((one) => one.startsWith(`${key}=`));
      return found ? decodeURIComponent(found.slice(key.length + 1)) : null;
    },
    set: (value) => write(value, AGE),
    remove: () => write('', 0),
  };
};

/** Where storage is denied, the visitor lives as long as the page. */
const guarded = (keep: Keep): Keep => {
  let memory: string | null = null;
  const attempt = <T>(run: () => T, otherwise: T): T => {
    try {
      return run();
    } catch {
      return otherwise;
    }
  };
  return {
    get: () => attempt(() => keep.get(), null) ?? memory,
    set: (value) => {
      memory = value;
      attempt(() => keep.set(value), undefined);
    },
    remove: () => {
      memory = null;
      attempt(() => keep.remove(), undefined);
    },
  };
};

/** Visitors of different hubs on one site are different visitors. */
export const visitorKey = (widget: Element): string => {
  const url = widget.getAttribute('url');
  const origin = url && URL.canParse(url, location.href) ? new URL(url, location.href).host : location.host;
  return `${KEY}:${origin.replace(/[^\w.-]/g, '_')}`;
};

const keeps = new Map<string, Keep>();
export function keepOf(widget: Element): Keep {
  const key = visitorKey(widget);
  const domain = widget.getAttribute('cookie-domain') ?? '';
  const name = `${key} ${domain}`;
  let keep = keeps.get(name);
  if (!keep) {
    keep = guarded(domain ? cookie(key.replace(':', '.'), domain) : storage(key));
    keeps.set(name, keep);
  }
  return keep;
}

/** Is there somebody who has been here before? Reads only. */
export const knownVisitor = (widget: Element): { readonly user: string; readonly token: string } | undefined => {
  try {
    const known: unknown = JSON.parse(keepOf(widget).get() ?? 'null');
    const { user, token } = known as { user?: unknown; token?: unknown };
    return typeof user === 'string' && typeof token === 'string' ? { user, token } : undefined;
  } catch {
    return undefined;
  }
};
