/** Keys of a search field above a list: Escape empties it, an arrow goes down into the list. */
export const searchKeys = (
  event: KeyboardEvent,
  field: { readonly query: string; clear(): void; down?: (() => void) | undefined },
): void => {
  if (event.isComposing) return;
  if (event.key === 'Escape' && field.query) {
    event.preventDefault();
    event.stopPropagation();
    field.clear();
  } else if (event.key === 'ArrowDown' && field.down) {
    event.preventDefault();
    field.down();
  }
};
