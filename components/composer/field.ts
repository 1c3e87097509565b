/** Brings the field in line with the text and grows it, where CSS cannot do so by itself. */
export function setText(input: HTMLTextAreaElement, text: string): void {
  if (input.value !== text) input.value = text;
  if (CSS.supports('field-sizing', 'content')) return;
  input.style.blockSize = 'auto';
  input.style.blockSize = `${input.scrollHeight}px`;
}

/**
 * Files of a paste, or none where text is meant: office programs put a picture of the words beside the words, marked by
 * both plain and rich text; file managers put at most the plain name beside a file.
 */
export function pastedFiles(data: DataTransfer | null): File[] {
  if (!data || (data.types.includes('text/plain') && data.types.includes('text/html'))) return [];
  return [...data.files];
}
