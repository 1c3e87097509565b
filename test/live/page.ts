import type { ConnectOptions, Credentials, Engine } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import { type TencentOptions, tencent } from '../../engines/tencent/index.js';

/** Waits for its turn. */
export type Turn = () => Promise<void>;

/** A page with an SDK of its own, which takes one person at a time: the first engine to connect has it until `leave`. */
export interface Page {
  readonly isTaken: boolean;
  /** `send` is waited for before each message. */
  engine(options: TencentOptions, send: Turn): Engine;
  leave(): Promise<void>;
}

let holder: Engine | undefined;

const page: Page = {
  get isTaken() {
    return holder !== undefined;
  },
  engine(options, turn) {
    const engine = tencent({
      ...options,
      // As a page has it from a script: it is no module.
      async uploadPlugin() {
        await import('tim-upload-plugin');
        return { default: Reflect.get(globalThis, 'TIMUploadPlugin') as object };
      },
    });
    const connect = engine.connect.bind(engine);
    const { messages } = engine;
    return Object.assign(engine, {
      connect(credentials: Credentials, how: ConnectOptions) {
        holder ??= engine;
        if (holder === engine) return connect(credentials, how);
        return Promise.reject(new ImError('conflict', { message: 'somebody else is on this page' }));
      },
      messages: {
        ...messages,
        async send(...args: Parameters<typeof messages.send>) {
          await turn();
          return messages.send(...args);
        },
      },
    });
  },
  async leave() {
    await holder?.disconnect({ logout: true });
    holder = undefined;
  },
};
Reflect.set(globalThis, 'page', page);
