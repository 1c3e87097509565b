import type { WireQuote } from '../protocol/index.js';
import type { Tx } from '../storage/port.js';
import { cut } from './names.js';
import { wordsOf } from './nested.js';
import { seenBy } from './visible.js';

/** UTF-16 units. */
const PREVIEW = 200;

/** What is quoted, as it is now and as far as the viewer can see it. */
const quoteOf = async (tx: Tx, key: string, id: string, viewer: string): Promise<WireQuote> => {
  const row = await seenBy(tx, key, id, viewer);
  if (!row) return { id, gone: 'missing' };
  if (row.recalled) return { id, gone: 'recalled' };
  const preview = cut(wordsOf(row.content), PREVIEW);
  return { id, ...(preview !== '' && { preview }), sender: row.sender, kind: row.content.kind };
};

/** What messages quote; each is looked up once, however many quote it. For one reading of the storage. */
export class Quotes {
  readonly #tx: Tx;
  readonly #known = new Map<string, WireQuote>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async of(key: string, id: string, viewer: string): Promise<WireQuote> {
    const name = JSON.stringify([key, id, viewer]);
    const quote = this.#known.get(name) ?? (await quoteOf(this.#tx, key, id, viewer));
    this.#known.set(name, quote);
    return quote;
  }
}
