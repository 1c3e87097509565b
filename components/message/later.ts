/** A module that is loaded when it is first wanted. `load` answers nothing where it could not be had; the next call tries again. */
interface Later<T> {
  readonly now: T | undefined;
  load(): Promise<T | undefined>;
}

function later<T>(load: () => Promise<T>): Later<T> {
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

/** What may be done to messages, its buttons and its menu: for the first row that is pointed at or has failed. */
export const tools = later(() => import('./tools.define.js'));

/** What is to be said of few messages: reactions, marks, notes, changes under way. */
export const extras = later(() => import('./extras.define.js'));
