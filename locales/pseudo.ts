const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = [...'áƀćďéƒǵħíĵķĺḿńóṕɋŕśťúṽẃẋýžÁƁĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŽ'];
const LONGER = 0.4;

/**
 * A language for tests: every text in brackets, accented and two fifths longer, placeholders kept. What shows up plain was
 * never translated; what is cut off has no room for German.
 */
export const pseudo = <T extends Readonly<Record<string, string>>>(messages: T): { readonly [K in keyof T]: string } =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, pseudoText(text)])) as Record<keyof T, string>;

function pseudoText(text: string): string {
  const accented = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part, at) => (at % 2 === 1 ? part : accent(part)))
    .join('');
  return `⟦${accented}${'~'.repeat(Math.ceil(text.length * LONGER))}⟧`;
}

const accent = (text: string): string => [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
