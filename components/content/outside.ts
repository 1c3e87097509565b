/** May a picture be loaded from this address, which a message names? */
export type OutsideRule = (url: URL) => boolean;

let rule: OutsideRule | undefined;

/**
 * Pictures that messages name by address (link cards, stickers, faces on contact cards) are not loaded: whoever sent the
 * message would learn who reads it, and when. A page that has a proxy, or hosts that it trusts, says here which may be;
 * `undefined` forbids all again. Files of the back end are not meant.
 */
export const allowPictures = (allowed: OutsideRule | undefined): void => {
  rule = allowed;
};

/** The address, when the page allows to load it. */
export function outsidePicture(address: string | undefined): string | undefined {
  if (!address || !rule) return undefined;
  try {
    const url = new URL(address);
    return url.protocol === 'https:' && rule(url) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
