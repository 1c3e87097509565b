const LINKS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const FILES: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:']);

const allowed = (text: string, protocols: ReadonlySet<string>): string | undefined => {
  try {
    const url = new URL(text);
    return protocols.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
};

/** The address as a link may carry it, or undefined: absolute, and http, https, mailto or tel only. */
export const safeUrl = (text: string): string | undefined => allowed(text, LINKS);

/** The same for the bytes of a file: http, https, or blob (a hub inside the page). */
export const safeFileUrl = (text: string): string | undefined => allowed(text, FILES);
