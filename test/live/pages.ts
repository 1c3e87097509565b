import type { Engine } from '../../core/engine/index.js';
import type { TencentOptions } from '../../engines/tencent/index.js';
import type { Page, Turn } from './page.js';

const open = async (): Promise<{ readonly frame: HTMLIFrameElement; readonly page: Page }> => {
  const frame = document.createElement('iframe');
  frame.src = new URL('./page.html', import.meta.url).href;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const page = frame.contentWindow && (Reflect.get(frame.contentWindow, 'page') as Page | undefined);
  if (!page) throw new Error('a page of its own for each person: it did not load');
  return { frame, page };
};

/** Frames of this page's origin, each a page to the SDK: several people under one SDKAppID, which takes one person a page. */
export class Pages {
  readonly #all: Awaited<ReturnType<typeof open>>[];
  #next = 0;

  private constructor(all: Awaited<ReturnType<typeof open>>[]) {
    this.#all = all;
  }

  static async open(count: number): Promise<Pages> {
    return new Pages(await Promise.all(Array.from({ length: count }, open)));
  }

  /** On the page that was not looked at for longest of those where nobody is; undefined: there is none. */
  engine(options: TencentOptions, send: Turn): Engine | undefined {
    for (const _ of this.#all) {
      const { page } = this.#all[this.#next++ % this.#all.length] ?? {};
      if (page && !page.isTaken) return page.engine(options, send);
    }
    return undefined;
  }

  /** Everybody goes. */
  async leave(): Promise<void> {
    await Promise.all(this.#all.map(({ page }) => page.leave()));
  }

  async close(): Promise<void> {
    await this.leave();
    for (const { frame } of this.#all) frame.remove();
  }
}
