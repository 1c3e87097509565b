/** A sticker as a message names it. */
export interface Sticker {
  readonly index?: number;
  readonly data?: string;
}

export interface StickerPicture {
  /** Of the page's own choice, so it is loaded as it is. */
  readonly url: string;
  /** What it says, in words. */
  readonly label?: string;
}

export interface StickerSet {
  /** What the set is called in the picker. */
  readonly label?: string;
  /** The picture of one; nothing: its words are shown. */
  resolve(sticker: Sticker): StickerPicture | undefined | Promise<StickerPicture | undefined>;
  /** What the picker offers; without, the set is only shown. */
  readonly stickers?: readonly Sticker[];
}

const sets = new Map<string, StickerSet>();

/** Says what the stickers of a set look like, and which of them a composer offers. The same name again replaces. */
export const defineStickers = (set: string, stickers: StickerSet | StickerSet['resolve']): void => {
  sets.set(set, typeof stickers === 'function' ? { resolve: stickers } : stickers);
};

export const stickerSet = (set: string): StickerSet | undefined => sets.get(set);

/** Sets that a picker can offer something of. */
export const offeredSets = (): readonly (readonly [name: string, set: StickerSet])[] =>
  [...sets].filter(([, { stickers }]) => stickers !== undefined && stickers.length > 0);
