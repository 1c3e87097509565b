import {
  type Client,
  type ContentKind,
  compareOrder,
  type FileRef,
  type Message,
  type MessageId,
} from '../../core/index.js';

/** One thing to look at. */
export interface ViewItem {
  readonly messageId: MessageId;
  readonly what: 'image' | 'video' | 'voice';
  readonly file: FileRef;
  readonly width?: number;
  readonly height?: number;
  /** Raster data URL, shown until the rest is there. */
  readonly still?: string;
  readonly message?: Message;
}

export const MEDIA: readonly ContentKind[] = ['image', 'video', 'gif'] as readonly ContentKind[];

interface MediaContent {
  readonly kind: string;
  readonly file: FileRef;
  readonly width?: number;
  readonly height?: number;
  readonly thumbnail?: string;
  readonly poster?: string;
}

/** What a message shows; nothing for a kind that is not looked at. */
export function itemOf(message: Message): ViewItem | undefined {
  const content = message.content as unknown as MediaContent;
  if (message.recalled || typeof content.file !== 'object') return undefined;
  const { kind, file, width, height, thumbnail, poster } = content;
  const what = whatOf(kind, file);
  return what && { messageId: message.id, what, file, width, height, still: thumbnail ?? poster, message };
}

const whatOf = (kind: string, { mime }: FileRef): ViewItem['what'] | undefined => {
  if (kind === 'video' || (kind === 'gif' && mime.startsWith('video/'))) return 'video';
  if (kind === 'image' || kind === 'gif') return 'image';
  return kind === 'voice' ? 'voice' : undefined;
};

/** Pages asked for in search of what is newer than the one that was opened. */
const PAGES = 20;

/** The media of a conversation around one of them, oldest first; more comes in as its ends are neared. */
export class Reel {
  readonly #client: Client;
  readonly #changed: () => void;
  items: readonly ViewItem[];
  at: number;
  #oldest: boolean;
  #loading = false;
  #closed = false;

  constructor(client: Client, start: ViewItem, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
    this.items = [start];
    this.at = 0;
    // What stands in a bundle, or was recorded, has no neighbours.
    this.#oldest = !start.message?.order || start.what === 'voice';
    if (!this.#oldest) void this.#begin(start.message as Message);
  }

  get current(): ViewItem {
    return this.items[this.at] as ViewItem;
  }

  /** False at the end. */
  go(step: number): boolean {
    const to = this.at + step;
    if (to < 0 || to >= this.items.length) return false;
    this.at = to;
    if (to < 5) void this.#older();
    this.#changed();
    return true;
  }

  close(): void {
    this.#closed = true;
  }

  async #begin(start: Message): Promise<void> {
    await Promise.all([this.#older(), this.#newer(start).catch(() => undefined)]);
  }

  async #older(): Promise<void> {
    const first = this.items[0]?.message;
    if (this.#oldest || this.#loading || this.#closed || !first) return;
    this.#loading = true;
    try {
      const { items, hasOlder } = await this.#client.messages.byKind(first.conversationId, MEDIA, first.id);
      this.#oldest = !hasOlder;
      this.#add(items);
    } catch {
      // Asked again with the next step.
    } finally {
      this.#loading = false;
    }
  }

  /** From the newest down to the one that was opened. */
  async #newer({ conversationId, order }: Message): Promise<void> {
    const found: Message[] = [];
    let before: MessageId | undefined;
    for (let page = 0; page < PAGES && !this.#closed; page++) {
      const { items, hasOlder } = await this.#client.messages.byKind(conversationId, MEDIA, before);
      const newer = items.filter((one) => one.order && order && compareOrder(one.order, order) > 0);
      found.push(...newer);
      before = items.at(-1)?.id;
      if (!hasOlder || newer.length < items.length || !before) break;
    }
    this.#add(found);
  }

  #add(messages: readonly Message[]): void {
    if (this.#closed) return;
    const { messageId } = this.current;
    const all = new Map(this.items.map((item) => [item.messageId, item]));
    for (const message of messages) {
      const item = itemOf(message);
      if (item && !all.has(message.id)) all.set(message.id, item);
    }
    this.items = [...all.values()].sort((a, b) =>
      a.message?.order && b.message?.order ? compareOrder(a.message.order, b.message.order) : 0,
    );
    this.at = this.items.findIndex((item) => item.messageId === messageId);
    this.#changed();
  }
}
