import { type Client, type ConversationId, hasOlder, type TimelineWindow } from '../../core/index.js';

/** How near an end, in pixels, the next rows are fetched: about a screen, so that reading does not stop. */
const EDGE = 900;

export interface PagingHost {
  client(): Client | undefined;
  conversation(): ConversationId | undefined;
  /** What is shown; undefined while it is not yet settled where the list opens. */
  view(): TimelineWindow | undefined;
  scroller(): HTMLElement | null;
  /** More is held than is shown: the window moves along. */
  shift(): void;
  changed(): void;
  /** Resolves when the rows that are there have drawn. */
  drawn(): Promise<unknown>;
  failed(error: unknown): void;
}

/** Fetches what lies beyond the ends of a window, and in its gaps, as a reader comes near. One call at a time each. */
export class Paging {
  readonly #host: PagingHost;
  readonly #under = new Set<string>();
  #generation = 0;
  #frame = 0;
  /** Above that row an answer brought nothing: asked again when the reader scrolls, not at once. */
  #dry: string | undefined;
  error = false;

  constructor(host: PagingHost) {
    this.#host = host;
  }

  /** Id of the row at the top. */
  get #top(): string {
    return this.#host.view()?.ids[0] ?? '';
  }

  get older(): boolean {
    return this.#under.has('older');
  }

  reset(): void {
    this.#generation += 1;
    this.#under.clear();
    this.#dry = undefined;
    this.error = false;
  }

  /** In the next frame: while an update or a layout is under way, looking may ask for another. */
  soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.look();
    });
  }

  /** The reader has moved. */
  moved(): void {
    this.#dry = undefined;
    this.look();
  }

  /** Looks how near the ends and gaps are. */
  look(): void {
    const view = this.#host.view();
    const scroller = this.#host.scroller();
    if (!view || !scroller || scroller.clientHeight === 0) return;
    const below = -scroller.scrollTop;
    const above = scroller.scrollHeight - scroller.clientHeight - below;
    if (above < EDGE && view.more) this.#host.shift();
    else if (above < EDGE && !view.atStart && this.#dry !== this.#top) this.#loadOlder();
    if (below < EDGE && !view.atEnd) this.#host.shift();
    if (view.gaps.size > 0) this.#fillGaps(scroller);
  }

  retry(): void {
    this.error = false;
    this.moved();
    const client = this.#host.client();
    const id = this.#host.conversation();
    // Nothing could be loaded at all: then the newest are what is older than nothing.
    if (client && id && !client.store.get('timeline', id)?.opened) this.#run('older', () => client.messages.older(id));
    this.#host.changed();
  }

  #loadOlder(): void {
    const client = this.#host.client();
    const id = this.#host.conversation();
    if (!client || !id || this.error || !hasOlder(client.store, id)) return;
    this.#run('older', () => client.messages.older(id));
  }

  #fillGaps(scroller: HTMLElement): void {
    const client = this.#host.client();
    const id = this.#host.conversation();
    if (!client || !id || this.error) return;
    const view = scroller.getBoundingClientRect();
    for (const gap of scroller.querySelectorAll<HTMLElement>('.gap')) {
      const { top, bottom } = gap.getBoundingClientRect();
      const page = gap.dataset.page;
      if (page && bottom > view.top - EDGE && top < view.bottom + EDGE)
        this.#run(page, () => client.messages.newer(id, page));
    }
  }

  #run(name: string, load: () => Promise<boolean>): void {
    if (this.#under.has(name)) return;
    const generation = this.#generation;
    const first = this.#top;
    this.#under.add(name);
    this.#host.changed();
    const done = (): void => {
      if (generation !== this.#generation) return;
      this.#under.delete(name);
      this.#host.changed();
    };
    // Once the rows have drawn: without a height they would seem to leave the end near, and whoever reads at the very
    // top would be moved when what stands there while one waits has gone.
    const shown = (): void => {
      const same = !this.#host.view()?.more && this.#top === first;
      if (name === 'older' && generation === this.#generation && same) this.#dry = first;
      done();
    };
    load().then(
      () => this.#host.drawn().then(shown, shown),
      (error: unknown) => {
        if (generation === this.#generation) this.error = true;
        done();
        this.#host.failed(error);
      },
    );
  }
}
