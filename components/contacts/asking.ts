import { ImError, type Outcomes, type UserId } from '../../core/index.js';

/** Asks the page first, then acts, and answers what became of it: a dialog that waits says why it was refused. */
export async function asked<D>(
  host: EventTarget,
  type: `im-${string}-request`,
  detail: D,
  act: (detail: D) => Promise<unknown>,
): Promise<void> {
  const event = new CustomEvent<D>(type, { detail, bubbles: true, composed: true, cancelable: true });
  if (host.dispatchEvent(event)) await act(detail);
}

/** Of a call over many people that was about one: throws why it was refused. */
export const only = async (call: Promise<Outcomes<string>>, id: UserId): Promise<void> => {
  const outcome = (await call).get(id);
  if (outcome instanceof ImError) throw outcome;
};
