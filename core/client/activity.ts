const TYPES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

interface Target {
  addEventListener?(type: string, listener: () => void, options: object): void;
  removeEventListener?(type: string, listener: () => void, options: object): void;
}

/** Tells that somebody does something in the page; nothing where there is no page. */
export const activity = (listener: () => void): (() => void) => {
  const page = (globalThis as { readonly document?: Target }).document;
  const how = { capture: true, passive: true };
  for (const type of TYPES) page?.addEventListener?.(type, listener, how);
  return () => {
    for (const type of TYPES) page?.removeEventListener?.(type, listener, how);
  };
};
