import type { Tx } from '../storage/port.js';
import { Quotes } from './quotes.js';
import { Tallies } from './tally.js';

/** What messages that are told together have in common, looked up once. For one reading of the storage. */
export class Reading {
  readonly tallies: Tallies;
  readonly quotes: Quotes;

  constructor(tx: Tx) {
    this.tallies = new Tallies(tx);
    this.quotes = new Quotes(tx);
  }
}
