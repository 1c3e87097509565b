/** A module that is loaded when it is first wanted. `load` answers nothing where it could not be had; the next call tries again. */
export interface Later<T> {
  readonly now: T | undefined;
  load(): Promise<T | undefined>;
}

export function later<T>(load: () => Promise<T>): Later<T> {
  let now: T | undefined;
  let loading: Promise<T | undefined> | undefined;
  return {
    get now() {
      return now;
    },
    load: () => {
      loading ??= load().then(
        (found) => {
          now = found;
          return found;
        },
        () => {
          loading = undefined;
          return undefined;
        },
      );
      return loading;
    },
  };
}
