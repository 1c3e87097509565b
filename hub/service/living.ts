import type { UserRow } from '../storage/port.js';

/** Is there somebody who can be asked, added, written to? Of who is erased the id alone remains. */
export const isThere = (row: UserRow | undefined): row is UserRow => row !== undefined && row.erased === undefined;
