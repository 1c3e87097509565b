/** What may be done to messages, its buttons and its menu: loaded for the first row that is pointed at or has failed. */
type Tools = typeof import('./tools.js');

let tools: Tools | undefined;
let loading: Promise<Tools | undefined> | undefined;

export const loadedTools = (): Tools | undefined => tools;

/** Answers nothing where they could not be loaded; the next call tries again. */
export const loadTools = (): Promise<Tools | undefined> => {
  loading ??= import('./tools.js').then(
    (found) => {
      tools = found;
      return found;
    },
    () => {
      loading = undefined;
      return undefined;
    },
  );
  return loading;
};
