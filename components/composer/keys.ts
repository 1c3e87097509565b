/**
 * Is an input method at work? It ends a composition with an Enter of its own, which must not send: flagged in Chromium and
 * Firefox; in Safari it comes after `compositionend`, unflagged, and only its code 229 tells.
 */
export const composing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** Does this key send? With `newline`, Enter breaks the line and a chord sends. */
export function sends(event: KeyboardEvent, enter: 'send' | 'newline'): boolean {
  if (event.key !== 'Enter' || composing(event) || event.shiftKey || event.altKey) return false;
  return enter === 'send' || event.ctrlKey || event.metaKey;
}

/** Enter sends, except where fingers write on glass and have no Shift at hand. */
export const enterOf = (wanted: string | undefined): 'send' | 'newline' => {
  if (wanted === 'send' || wanted === 'newline') return wanted;
  return matchMedia('(pointer: coarse) and (hover: none)').matches ? 'newline' : 'send';
};

/**
 * What is typed in a field is nobody's hot key. Escape, Tab, function keys and chords pass; AltGr is no chord, it types
 * (`@` on many keyboards).
 */
export function guard(event: KeyboardEvent): void {
  const chord = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  if (chord || event.key === 'Escape' || event.key === 'Tab' || /^F\d/.test(event.key)) return;
  event.stopPropagation();
}
