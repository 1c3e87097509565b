/** Letters as search compares them: compatibility forms and case told apart no more. Full-width, half-width and CJK too. */
export const fold = (text: string): string =>
  text.normalize('NFKC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
