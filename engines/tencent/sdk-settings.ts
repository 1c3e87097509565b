import type { Answered } from './sdk.js';

/** The one silence that a person has over all his messages. Seconds since 1970. */
export interface SdkSilence {
  /** `AcceptAndNotify`: none. */
  readonly messageRemindType: string;
  readonly startTime: number;
  readonly endTime: number;
  /** From the same moment on, each day. */
  readonly isRepeated: boolean;
}

/** Hours, minutes and seconds are those of this device's clock, today; `duration` in seconds, of a repeated one at most a day. */
export interface SaidSilence {
  readonly messageRemindType: string;
  readonly startHour?: number;
  readonly startMinute?: number;
  readonly startSecond?: number;
  readonly duration?: number;
  readonly isRepeated?: boolean;
}

declare module './sdk.js' {
  interface Sdk {
    getAllReceiveMessageOpt(): Answered<SdkSilence>;
    setAllReceiveMessageOpt(silence: SaidSilence): Answered<unknown>;
  }
}
