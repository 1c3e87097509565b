/** Is message `m` directed at `:viewer`, or at nobody? The sender stands among those whom it is directed at. */
export const DIRECTED = `(m.directed = 0 OR EXISTS
  (SELECT 1 FROM audiences a WHERE a.key = m.key AND a.seq = m.seq AND a.user = :viewer))`;

/** Can `:viewer` see message `m`, where it is above his floor? */
export const SEEN = `${DIRECTED} AND NOT EXISTS
  (SELECT 1 FROM hidden h WHERE h.key = m.key AND h.seq = m.seq AND h.user = :viewer)`;

/** What `:viewer` can see of `:key` begins above it; NULL, above which there is nothing, if he is no member. */
export const FLOOR = '(SELECT f.cleared_seq FROM members f WHERE f.key = :key AND f.user = :viewer)';
