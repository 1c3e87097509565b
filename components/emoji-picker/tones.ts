const MODIFIER_BASE = /\p{Emoji_Modifier_Base}/u;

/** 0: as it is; 1 light to 5 dark. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

/** Puts the skin tone behind everybody in the emoji. Only for those whose data says that they take it. */
export function toned(emoji: string, tone: Tone): string {
  if (tone === 0) return emoji;
  const modifier = String.fromCodePoint(0x1f3fa + tone);
  const dressed = [...emoji].map((character) => (MODIFIER_BASE.test(character) ? character + modifier : character));
  return dressed.join('').replaceAll(`${modifier}\u{FE0F}`, modifier);
}
