/* What tables are asked for, and how search answers. */

/** What must hold of a row of a list; titles are the service's. */
export interface ListFilter {
  /** Beginnings of keys, such as `group:`; any of them. */
  readonly kinds?: readonly string[];
  readonly tag?: string;
  /** A mark, or (without) none that hides: rows with the mark `hidden` are left out unless asked for. */
  readonly mark?: string;
  /** With `notify: 'none'`, or (false) without. */
  readonly muted?: boolean;
  /**
   * Marked as unread, or with messages above the own cursor (counted or not: the service looks). False leaves out no
   * more than what is marked.
   */
  readonly unread?: boolean;
}

/** What is found stands in the order newest first. All that are given must hold. */
export interface SearchQuery {
  readonly user: string;
  readonly words: readonly string[];
  readonly match: 'all' | 'any';
  readonly key?: string;
  readonly senders?: readonly string[];
  readonly kinds?: readonly string[];
  readonly since?: number;
  readonly until?: number;
  /** Hits after this one. */
  readonly after?: { readonly at: number; readonly key: string; readonly seq: number };
  readonly limit: number;
}

export interface SearchHit {
  readonly key: string;
  readonly seq: number;
}

export interface SearchSums {
  readonly hits: readonly SearchHit[];
  readonly counts: readonly { readonly key: string; readonly count: number }[];
}

export interface SearchTable {
  put(key: string, seq: number, text: string): Promise<void>;
  remove(key: string, seq: number): Promise<void>;
  /** In conversations the user is in, of messages that he can see. Letter case is ignored. */
  find(query: SearchQuery): Promise<SearchHit[]>;
  /** The first of them, with how many there are in each conversation: most first, at most 100. */
  first(query: Omit<SearchQuery, 'after'>): Promise<SearchSums>;
}
