import { sleep } from './waiting.js';

/** The SDK's own limits (it rejects 2996 beyond them): calls in a window of milliseconds, a little below what it says. */
const LIMITS: Readonly<Record<string, readonly [calls: number, ms: number]>> = {
  getroammsg: [18, 1_050],
  group_msg_get: [18, 1_050],
  get_group_self_member_info: [7, 1_050],
  modify_group_base_info: [7, 1_050],
  get_pendency: [14, 1_050],
  get_topic: [9, 1_050],
  set_group_attr: [9, 5_100],
  modify_group_attr: [9, 5_100],
  delete_group_attr: [9, 5_100],
  clear_group_attr: [9, 5_100],
  get_group_attr: [18, 5_100],
  update_group_counter: [18, 5_100],
  get_group_counter: [18, 5_100],
  read_all_unread_msg: [1, 1_050],
  ws_get_user_status: [18, 5_100],
  ws_status_subscribe: [18, 5_100],
  ws_status_unsubscribe: [18, 5_100],
  // Of each message of a page: what the service takes is not said.
  get_key_values: [30, 1_050],
  // Of the services behind them: neither says what it takes, this is what their own interfaces do.
  ws_batch_trans_text: [4, 1_050],
  ws_sentence_recognition: [4, 1_050],
  query: [18, 5_100],
  query_grp: [18, 5_100],
  query_grp_member: [18, 5_100],
  query_user: [18, 5_100],
};

/** Keeps a caller waiting until the SDK takes the next call of a kind. Those who wait stay in their order. */
export class Pace {
  readonly #now: () => number;
  readonly #taken = new Map<string, number[]>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Resolves when it may be made. */
  async turn(command: string, signal?: AbortSignal): Promise<void> {
    const [calls, ms] = LIMITS[command] ?? [];
    if (!calls || !ms) return;
    const taken = this.#taken.get(command) ?? [];
    this.#taken.set(command, taken);
    // A place in line is the moment at which the one `calls` before it is out of the window.
    const at = Math.max(this.#now(), (taken.at(-calls) ?? Number.NEGATIVE_INFINITY) + ms);
    taken.push(at);
    if (taken.length > 2 * calls) taken.splice(0, taken.length - 2 * calls);
    const wait = at - this.#now();
    if (wait > 0) await sleep(wait, signal);
  }
}
