/** Calls `load` the first time only; one that failed is tried again with the next call. */
export const once = (load: () => Promise<unknown>): (() => void) => {
  let loading = false;
  return () => {
    if (loading) return;
    loading = true;
    load().catch(() => {
      loading = false;
    });
  };
};
