import type { UserId } from '../../core/index.js';

interface Choosing {
  /** Several are being chosen: these. */
  chosen: ReadonlySet<UserId> | undefined;
}

/** A row of a person was pressed: it is chosen, or no longer, while several are being chosen; else its menu opens. */
export function chooseRow(
  host: Choosing,
  event: CustomEvent<{ readonly userId: UserId; readonly checked?: boolean }>,
  open: (userId: UserId) => void,
): void {
  event.stopPropagation();
  const { userId, checked } = event.detail;
  if (!host.chosen) {
    open(userId);
    return;
  }
  const chosen = new Set(host.chosen);
  if (checked) chosen.add(userId);
  else chosen.delete(userId);
  host.chosen = chosen;
}
