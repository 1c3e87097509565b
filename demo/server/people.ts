export interface DemoPerson {
  readonly user: string;
  readonly name: string;
}

/** The desk that visitors of the shop write to. */
export const DESK = 'support';

/** Nobody else can sign in to the demo. */
export const PEOPLE: readonly DemoPerson[] = [
  { user: DESK, name: 'Anna from Support' },
  { user: 'ada', name: 'Ada' },
  { user: 'ben', name: 'Ben' },
  { user: 'cleo', name: 'Cleo' },
  { user: 'dan', name: 'Dan' },
];

/** The group of the messenger page: `group:team`. */
export const TEAM = { id: 'team', name: 'Team', owner: DESK, members: ['ada', 'ben'] } as const;
