import { fileTypeFromBuffer } from 'file-type';

/** Bytes from the start of a file that are enough to know its type. */
export const HEAD_BYTES = 4100;

const OCTETS = 'application/octet-stream';
const MARKUP_TYPES = new Set(['image/svg+xml', 'text/html', 'application/xhtml+xml', 'multipart/related']);
const MARKUP_NAMES = /\.(svgz?|html?|xhtml?|xht|shtml|mht|mhtml)$/i;
/** The tags by which the MIME Sniffing Standard knows a page, and SVG's. */
const PAGE_START =
  /^<(?:!--|(?:!doctype\s+(?:html|svg)|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg)[\s/>])/i;
const PAGE_WITHIN = /<(?:[a-z]{1,20}:)?(?:svg|html|script)[\s/>]/i;

/** Would a browser that guesses take these bytes for a page? */
function isMarkup(head: Uint8Array): boolean {
  const [first, second] = head;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  const start = new TextDecoder(utf16 ?? 'utf-8').decode(head).trimStart();
  const prolog = start.startsWith('<?') || start.startsWith('<!');
  return PAGE_START.test(start) || (prolog && PAGE_WITHIN.test(start));
}

/** Is it refused by name or declared type alone, before a byte is read? */
export const isMarkupByName = (name: string, mime: string): boolean =>
  MARKUP_NAMES.test(name) || MARKUP_TYPES.has(bare(mime));

const bare = (mime: string): string => (mime.split(';')[0] ?? '').trim().toLowerCase();
const family = (mime: string): string => mime.split('/')[0] ?? '';

/**
 * What a file is, by its first bytes. `refused` says why it may not be stored: markup, or a declared image that is none.
 * The declared type counts only to tell sound from film in one container.
 */
export async function sniff(
  head: Uint8Array,
  declared: string,
): Promise<{ readonly mime: string; readonly refused?: string }> {
  const claim = bare(declared);
  if (isMarkup(head)) return { mime: OCTETS, refused: 'the file is a web page or an SVG drawing' };
  const found = (await fileTypeFromBuffer(head))?.mime ?? OCTETS;
  if (family(claim) === 'image' && family(found) !== 'image') {
    return { mime: OCTETS, refused: `the file is declared ${claim.slice(0, 60)}, its bytes are not an image` };
  }
  const sound = family(claim) === 'audio' && family(found) === 'video' && claim.slice(6) === found.slice(6);
  return { mime: sound ? claim : found };
}
