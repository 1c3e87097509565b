/**
 * Resolves when parts that are being loaded have come. Time is virtual in most tests, loading never is: it takes turns of
 * the real loop and of the loader's thread, which answers in the order asked.
 */
export const loaded = async (): Promise<void> => {
  // What has come may ask for more.
  for (let turn = 0; turn < 2; turn += 1) await import('./nothing.js');
};
