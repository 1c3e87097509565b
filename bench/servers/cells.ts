/** One kind of load. Two hundred people are connected in each. */
export interface Cell {
  readonly name: string;
  readonly title: string;
  /** Whom a message goes to: the other one of a pair, or all others in one group. */
  readonly to: 'pair' | 'group';
  /** Who speak. */
  readonly speakers: number;
  /** Messages a second of all of them together. Without it each says the next when the last has come to all whom it is for. */
  readonly rate?: number;
}

export const PEOPLE = 200;

export const CELLS: readonly Cell[] = [
  { name: 'pairs', title: 'One to one, 200 people, each with one message under way', to: 'pair', speakers: PEOPLE },
  { name: 'pairs-steady', title: 'One to one, 100 messages a second', to: 'pair', speakers: PEOPLE, rate: 100 },
  {
    name: 'group',
    title: 'A group of 200, ten of them speak, each with one message under way',
    to: 'group',
    speakers: 10,
  },
  { name: 'group-steady', title: 'A group of 200, ten messages a second', to: 'group', speakers: 10, rate: 10 },
];
