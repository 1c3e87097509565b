/** Counts with a part that is loaded first, until the way out is called. `failed`: it could not be, and is to be tried again. */
export const counted = <T>(
  part: Promise<T>,
  count: (part: T, by: 1 | -1) => void,
  failed: (error: unknown) => void,
): (() => void) => {
  const by = (step: 1 | -1): void => void part.then((loaded) => count(loaded, step), failed);
  by(1);
  let on = true;
  return () => {
    if (on) by(-1);
    on = false;
  };
};
