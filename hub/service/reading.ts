import type { Tx } from '../storage/port.js';
import { Quotes } from './quotes.js';

/** What messages that are told together have in common, looked up once. For one reading of the storage. */
export class Reading {
  readonly quotes: Quotes;

  constructor(tx: Tx) {
    this.quotes = new Quotes(tx);
  }
}
