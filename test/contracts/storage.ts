import { changeCases } from './storage/change-cases.js';
import { docCases } from './storage/doc-cases.js';
import { eventCases } from './storage/event-cases.js';
import type { Add, Framework, StorageFactory } from './storage/kit.js';
import { listCases } from './storage/list-cases.js';
import { memberCases } from './storage/member-cases.js';
import { messageCases } from './storage/message-cases.js';
import { peopleCases } from './storage/people-cases.js';
import { searchCases } from './storage/search-cases.js';
import { seenCases } from './storage/seen-cases.js';
import { transactionCases } from './storage/transaction-cases.js';

export type { Framework, StorageFactory } from './storage/kit.js';

const CASES = [
  ...[transactionCases, memberCases, listCases, messageCases, seenCases, changeCases, searchCases, eventCases],
  ...[peopleCases, docCases],
];

/** What every storage of a hub must do; each case has a storage of its own. */
export const runStorageContract = (name: string, factory: () => StorageFactory, { describe, it }: Framework): void => {
  describe(`storage contract: ${name}`, () => {
    const add: Add = (what, run) =>
      it(what, async () => {
        const made = factory();
        const storage = await made.create();
        try {
          await run(storage, made);
        } finally {
          await storage.close();
          await made.cleanup();
        }
      });
    for (const cases of CASES) cases(add);
  });
};
