export interface CommandOps {
  /** Idempotent on (sender, id). To those who are online; with `keep`, from the log to all others within its time too. */
  'commands.send': {
    args: {
      readonly id: string;
      /** Absent: to the caller's own other devices. */
      readonly conversation?: string;
      readonly name: string;
      readonly data?: unknown;
      readonly keep?: boolean;
    };
    result: { readonly at: number };
  };
}

/** An invitation is a message of kind `signal`; what becomes of it changes that message. */
export interface SignalOps {
  /** In a direct conversation the other one is invited; in a group `invitees` (1 to 50). `seconds`: 1 to 600, default 30. */
  'signals.invite': {
    args: {
      readonly clientId: string;
      readonly conversation: string;
      readonly invitees?: readonly string[];
      readonly data?: string;
      readonly seconds?: number;
    };
    result: { readonly id: string; readonly seq: number; readonly at: number };
  };
  /** By an invitee who has not answered; `conflict` when it has ended. */
  'signals.answer': {
    args: {
      readonly conversation: string;
      readonly id: string;
      readonly accept: boolean;
      readonly data?: string;
    };
    result: Record<never, never>;
  };
  /** By the inviter while somebody has not answered; `conflict` when it has ended. */
  'signals.cancel': { args: { readonly conversation: string; readonly id: string }; result: Record<never, never> };
  /** By the inviter or an invitee while it has not ended. */
  'signals.modify': {
    args: { readonly conversation: string; readonly id: string; readonly data: string };
    result: Record<never, never>;
  };
}

export interface ReportOps {
  /** Of a message the caller can see, or of a person. Goes to the host of the hub. At most 10 in a minute. */
  'reports.send': {
    args: {
      readonly conversation?: string;
      readonly message?: string;
      readonly user?: string;
      /** `spam`, `abuse`, `other` or the page's own, 1 to 64 characters. */
      readonly reason: string;
      /** At most 1,000 characters. */
      readonly words?: string;
    };
    result: Record<never, never>;
  };
}
