/** The words of a text with one space between them. */
export type Words<S extends string> = S extends `${infer First} ${infer Rest}` ? First | Words<Rest> : S;

/** `{ a: 'x y' }` as `{ x: 'a', y: 'a' }`: half as long where many words mean the same. */
export const byWord = <const T extends Readonly<Record<string, string>>>(
  groups: T,
): Readonly<Record<Words<T[keyof T]>, string>> =>
  Object.fromEntries(
    Object.entries(groups).flatMap(([value, words]) => words.split(' ').map((word) => [word, value])),
  ) as Readonly<Record<Words<T[keyof T]>, string>>;
