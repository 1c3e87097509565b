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

/** The space of the places page. */
export const SPACE = {
  id: 'northlight',
  name: 'Northlight',
  owner: DESK,
  members: ['ada', 'ben', 'cleo'],
  channels: [
    { id: 'general', name: 'general', topic: 'What everybody should know' },
    { id: 'brass', name: 'brass', category: 'Workshop' },
    { id: 'glass', name: 'glass', category: 'Workshop' },
    { id: 'prices', name: 'prices', category: 'Workshop', private: true, members: ['ada'] },
    { id: 'orders', name: 'orders', category: 'Shop' },
  ],
} as const;

/** Said before anybody looks, so that the messenger page does not begin with nothing. */
export const FIRST_WORDS: readonly { readonly from: string; readonly to: string; readonly text: string }[] = [
  { from: 'ada', to: 'direct:ben', text: 'The new shades arrived this morning.' },
  { from: 'ada', to: 'direct:ben', text: 'Can you look at the brass ones before I photograph them?' },
  { from: 'ben', to: 'direct:ada', text: 'On my way. Ten minutes.' },
  { from: 'ben', to: 'direct:ada', text: '👍' },
  {
    from: 'ada',
    to: `group:${TEAM.id}`,
    text: 'Autumn page is ready for a last look: https://northlight.example/autumn',
  },
  { from: 'ben', to: `group:${TEAM.id}`, text: 'Looks warm. The Arc picture could be a little larger.' },
  { from: DESK, to: `group:${TEAM.id}`, text: 'Two visitors asked about it already.' },
  { from: DESK, to: `channel:${SPACE.id}/general`, text: 'The workshop is closed on Friday.' },
  { from: 'ben', to: `channel:${SPACE.id}/brass`, text: 'New batch, slightly warmer than the last.' },
];
