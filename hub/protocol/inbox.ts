import type { HubPort } from './port.js';

/** What every port has in common: listeners that come late miss nothing, and a close is told once. */
export interface Inbox extends Pick<HubPort, 'onFrame' | 'onClose'> {
  readonly closed: boolean;
  /** After the end: ignored. */
  frame(frame: unknown): void;
  /** Answers false when it had ended before. */
  end(reason: string): boolean;
}

export const createInbox = (): Inbox => {
  let onFrame: ((frame: unknown) => void) | undefined;
  let onClose: ((reason: string) => void) | undefined;
  let waiting: unknown[] = [];
  let reason: string | undefined;
  return {
    get closed() {
      return reason !== undefined;
    },
    frame(frame) {
      if (reason !== undefined) return;
      if (onFrame) onFrame(frame);
      else waiting.push(frame);
    },
    end(why) {
      if (reason !== undefined) return false;
      reason = why;
      onClose?.(why);
      return true;
    },
    onFrame(listener) {
      onFrame = listener;
      const missed = waiting;
      waiting = [];
      for (const frame of missed) listener(frame);
    },
    onClose(listener) {
      onClose = listener;
      if (reason !== undefined) listener(reason);
    },
  };
};
